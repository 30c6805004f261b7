"""The standard libraries, a file for each chapter of section 6."""

"""What can be known of a function before its code is made; each analysis stands alone."""

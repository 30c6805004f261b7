"""The interactive shell: what is typed at the prompt, and what is shown for it."""

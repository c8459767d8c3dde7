"""`python -m mingtang` is the `mingtang` command."""

from mingtang.config.cli import main

main()

"""The machine interface of the directory, one module per noun; mounted by `mingtang.config.api`."""

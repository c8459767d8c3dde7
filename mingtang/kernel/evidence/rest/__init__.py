"""The machine interface of the evidence; mounted by `mingtang.config.api`."""

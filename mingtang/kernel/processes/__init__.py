"""流程: definitions of processes and decision tables, their versions, and the designer that draws them."""

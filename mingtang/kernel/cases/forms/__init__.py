"""Forms of the workbench: filters of lists, handling verbs, and what people keep at their desk."""

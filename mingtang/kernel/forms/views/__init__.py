"""The workbench of forms: definitions with their versions, the designer, the document by hand, trying a form out."""

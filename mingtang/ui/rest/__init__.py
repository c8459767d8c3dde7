"""The grammar of the machine API: problems, fields, pages behind cursors, versions. What is said with it, apps decide."""

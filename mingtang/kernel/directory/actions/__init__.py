"""Every change of the directory. Each action checks permission, changes, records and announces in one ritual."""

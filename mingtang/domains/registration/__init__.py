"""Registration authority (注册机构): who applies for certificates, who examines, who approves, and how they are handed over."""

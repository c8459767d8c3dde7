"""The document that a new form begins with: small, whole, and with one of everything that is often needed."""

STARTING_DOCUMENT = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "新表单",
  "type": "object",
  "required": ["kind", "applicant"],
  "properties": {
    "kind": {
      "type": "string",
      "title": "申请类型",
      "oneOf": [{"const": "new", "title": "新办"}, {"const": "change", "title": "变更"}]
    },
    "reason": {"type": "string", "title": "变更理由", "maxLength": 500},
    "applicant": {"type": "string", "title": "申请人", "maxLength": 60},
    "phone": {"type": "string", "format": "mobile-phone", "title": "手机号码"}
  },
  "ui": {
    "sections": [
      {"title": "申请事项", "fields": ["kind", "reason"]},
      {"title": "申请人", "fields": ["applicant", "phone"]}
    ],
    "fields": {
      "reason": {"widget": "textarea", "visible": "kind = \\"change\\"", "required": "kind = \\"change\\""}
    },
    "rules": []
  }
}
"""

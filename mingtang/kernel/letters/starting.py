"""What a new template begins with."""

STARTING = {
    "source": """#import "/layout.typ": data, notice-letter

#notice-letter(
  organ: data.organ,
  name: "告知书",
  number: data.number,
  to: data.to,
  signature: data.organ,
  date: data.date,
)[
  #par[#data.text]
]
""",
    "variables": "organ 机关名称\nnumber 文号\nto 受送达人\ndate 日期\ntext 正文\n",
    "sample": """{
  "organ": "和源市住房和城乡建设局",
  "number": "和住建告〔2026〕1号",
  "to": "林叙",
  "date": "2026年3月1日",
  "text": "你提出的申请已经收到，现将有关事项告知如下。"
}
""",
}

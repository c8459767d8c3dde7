"""What can be found wrong with a site, from outside or by people. Indicators say what each is worth."""

from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """A kind of finding. `words` are what people read."""

    words: str

    def __new__(cls, code: str, words: str = "") -> Self:
        made = str.__new__(cls, code)
        made._value_, made.words = code, words
        return made

    HOME_FAILING = "home_failing", "首页无法访问"
    STALE_HOME = "stale_home", "首页不更新"
    STALE_NEWS = "stale_news", "动态要闻栏目不更新"
    STALE_NOTICES = "stale_notices", "通知政策栏目不更新"
    STALE_COLUMN = "stale_column", "栏目长期不更新"
    EMPTY_COLUMN = "empty_column", "空白栏目"
    UNDER_CONSTRUCTION = "under_construction", "栏目建设中"
    DEAD_LINK = "dead_link", "链接打不开"
    SERVER_ERROR = "server_error", "页面报错"
    LATE_PAGE = "late_page", "页面超时"
    REDIRECT_LOOP = "redirect_loop", "循环跳转"
    DEAD_EXTERNAL = "dead_external", "外部链接打不开"
    INTERNAL_ADDRESS = "internal_address", "链接指向内部地址"
    EMPTY_LINK = "empty_link", "空链接"
    BROKEN_IMAGE = "broken_image", "图片打不开"
    BROKEN_ATTACHMENT = "broken_attachment", "附件打不开"
    DAMAGED_ATTACHMENT = "damaged_attachment", "附件内容损坏"
    BROKEN_RESOURCE = "broken_resource", "样式或脚本打不开"
    MIXED_CONTENT = "mixed_content", "加密页面引用明文内容"
    NO_SITE_TAGS = "no_site_tags", "缺网站标签"
    NO_COLUMN_TAGS = "no_column_tags", "缺栏目标签"
    NO_ARTICLE_TAGS = "no_article_tags", "缺内容标签"
    NO_TITLE = "no_title", "缺页面标题"
    NO_SITE_CODE = "no_site_code", "缺网站标识码"
    NO_RECORD_NUMBER = "no_record_number", "缺 ICP 备案号"
    NO_POLICE_RECORD = "no_police_record", "缺公安备案号"
    NO_PARTY_MARK = "no_party_mark", "缺党政机关标识"
    NO_ERROR_ENTRY = "no_error_entry", "缺“找错”入口"
    NO_ORGANISER = "no_organiser", "缺主办单位"
    NO_CONTACT = "no_contact", "缺联系方式"
    NO_SITE_MAP = "no_site_map", "缺网站地图"
    NO_BREADCRUMB = "no_breadcrumb", "缺当前位置"
    NO_SOURCE = "no_source", "内容未标来源"
    NO_PUBLISH_DATE = "no_publish_date", "内容未标发布时间"
    DATES_DISAGREE = "dates_disagree", "发布时间前后不一"
    FUTURE_DATE = "future_date", "发布时间在将来"
    NO_ALT = "no_alt", "图片没有替代文字"
    AUTOPLAY = "autoplay", "自动播放声音"
    NOT_FOR_PHONES = "not_for_phones", "未适配手机"
    GARBLED = "garbled", "乱码"
    PERSONAL_DATA = "personal_data", "公开了身份证号码"
    INCOMPLETE_GUIDE = "incomplete_guide", "办事指南缺要素"
    NO_SEARCH = "no_search", "没有站内搜索"
    SEARCH_MISSES = "search_misses", "搜不到已发布的内容"
    UNFRIENDLY_ERROR = "unfriendly_error", "错误页面不友好"
    WAITING = "waiting", "留言久未答复"
    UNANSWERED = "unanswered", "留言长期未答复"
    LATE_REPLY = "late_reply", "留言超过答复期限"
    EVASIVE_REPLY = "evasive_reply", "答复推诿"
    NO_CHANNEL = "no_channel", "没有咨询渠道"
    NO_INTERPRETATION = "no_interpretation", "政策文件没有解读"
    NO_SERVICE = "no_service", "没有办事服务"
    USELESS_GUIDES = "useless_guides", "办事指南全部缺要素"
    REPORTED = "reported", "人工发现"


OF_THE_NETWORK = frozenset({
    Kind.DEAD_LINK, Kind.SERVER_ERROR, Kind.LATE_PAGE, Kind.REDIRECT_LOOP, Kind.DEAD_EXTERNAL, Kind.BROKEN_IMAGE,
    Kind.BROKEN_ATTACHMENT, Kind.BROKEN_RESOURCE,
})  # fmt: skip
"""What a bad moment of the network looks like: nothing is said of these before they were seen three times in a day."""

"""Special databases (专题数据库): records of one shape each, searched by everybody, kept by the organs that answer for them."""

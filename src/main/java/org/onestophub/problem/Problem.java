package org.onestophub.problem;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every error of the hub, with a code that never changes its meaning, and its texts in English and in Chinese.
 *
 * <p>Code {@code XX-nnn}: the letters name the step that raises it. The first digit says who acts. 1: the input is wrong
 * (reject it, no retry). 2: our mapping or configuration is wrong (correct it, then replay). 3: something outside is
 * unavailable (the hub retries). 9: a defect in the hub. The pages {@code docs/errors.md} and
 * {@code docs/zh-CN/errors.md} are generated from this list.
 */
public enum Problem {
    // RC: receive
    KEY_REUSED(
            "RC-101",
            409,
            en(
                    "The source key was already used for different content.",
                    "A sender reused an order number or an idempotency key for a changed message.",
                    "Ask the sender to use a new key. The rejected bytes are kept with the receipt."),
            zh("该来源键已用于其他内容。", "发送方修改消息后，沿用了原来的工单号或幂等键。", "请发送方更换新的键。被拒绝的原始数据保存在接收记录中。")),
    TOO_LARGE(
            "RC-102",
            413,
            en(
                    "The input is larger than the hub accepts.",
                    "The size exceeds hub.receive.max-size, or the limit of the address or source.",
                    "Ask for smaller files, or raise the limit. Of a push over HTTP the first 64 KB are kept."),
            zh("输入超过允许的大小。", "大小超过 hub.receive.max-size，或超过该接口或来源的上限。", "请发送方减小文件，或调高上限。通过 HTTP 推送的数据，前 64 KB 会被保存。")),
    MAPPING_UNKNOWN(
            "RC-201",
            500,
            en(
                    "The route names a mapping that does not exist.",
                    "There is no folder of that name under mappings/, or the mapping did not load.",
                    "Correct the route, or add the mapping."),
            zh("路由引用的映射不存在。", "mappings/ 下没有同名文件夹，或该映射加载失败。", "请修改路由，或补充该映射。")),
    STORE_UNAVAILABLE(
            "RC-301",
            503,
            en(
                    "The store cannot take the input now.",
                    "The database or the disk rejected the write.",
                    "Nothing was accepted; the sender must send again. Check the database and the disk."),
            zh("存储暂时无法写入。", "数据库或磁盘拒绝写入。", "本次未受理任何数据，请发送方重发。请检查数据库和磁盘。")),
    OVERLOADED(
            "RC-302",
            503,
            en(
                    "Too many senders are waiting.",
                    "The number of senders waiting for their commit has reached hub.receive.max-waiting.",
                    "Nothing was accepted; the sender must send again later."),
            zh("等待中的发送方过多。", "等待提交的发送方数量已达到 hub.receive.max-waiting。", "本次未受理任何数据，请发送方稍后重发。")),
    RECEIVE_FAULT(
            "RC-901",
            500,
            en(
                    "Unexpected failure while combining the pages of a letter.",
                    "A defect in the hub.",
                    "Report it with the receipt id. The bytes are kept."),
            zh("合并信件各页时发生意外错误。", "系统自身缺陷。", "请附上接收记录 ID 报告此问题。原始数据已保存。")),

    // RD: read
    NOT_HL7(
            "RD-101",
            422,
            en(
                    "The bytes are not an HL7 v2 message.",
                    "The message does not start with a readable MSH segment.",
                    "Check what the sender transmits."),
            zh("数据不是 HL7 v2 消息。", "消息开头没有可读取的 MSH 段。", "请检查发送方实际发送的内容。")),
    CHARSET_UNREADABLE(
            "RD-102",
            422,
            en(
                    "The character set of the text cannot be determined.",
                    "The declared character set is wrong or unknown, and the bytes are neither UTF-8 nor GB18030.",
                    "Have the sender declare its character set, then replay."),
            zh("无法确定文本的字符集。", "声明的字符集错误或未知，且数据既不是 UTF-8 也不是 GB18030。", "请发送方正确声明字符集，然后重放。")),
    CORRUPT(
            "RD-103",
            422,
            en(
                    "The file or message is truncated or corrupt.",
                    "Its structure ends early or contradicts itself.",
                    "Ask the sender to send it again. The bytes received are kept."),
            zh("文件或消息被截断或已损坏。", "结构提前结束，或前后矛盾。", "请发送方重发。已收到的数据会保留。")),
    DATE_UNREADABLE(
            "RD-104",
            422,
            en(
                    "A date or time is not in the agreed format.",
                    "The source sends a format that differs from its profile.",
                    "Correct the profile in mapping.yaml or the source, then replay."),
            zh("日期或时间不符合约定格式。", "来源发送的格式与配置（profile）不一致。", "请修改 mapping.yaml 中的配置或来源系统，然后重放。")),
    ENCRYPTED(
            "RD-105",
            422,
            en(
                    "The document is protected by a password.",
                    "A scan or attachment was saved with encryption.",
                    "Ask for an unprotected copy."),
            zh("文档设有密码保护。", "扫描件或附件保存时加了密。", "请对方提供未加密的版本。")),
    TYPE_UNSUPPORTED(
            "RD-106",
            422,
            en(
                    "This channel does not read content of this type.",
                    "The first bytes do not match any format that the mapping declares.",
                    "Send a supported format, or examine the kept bytes manually."),
            zh("该渠道不支持此类型的内容。", "文件头不属于映射声明的任何格式。", "请改用支持的格式，或人工查看保存的原始数据。")),
    BOUNDS_EXCEEDED(
            "RD-107",
            422,
            en(
                    "The content exceeds a safety limit.",
                    "Too many parts, pages, rows, pixels or nesting levels.",
                    "Examine the kept bytes manually. Raise the limit only for a good reason."),
            zh("内容超出安全上限。", "部分、页数、行数、像素或嵌套层数过多。", "请人工查看保存的原始数据。没有充分理由不要调高上限。")),
    EMPTY(
            "RD-108",
            422,
            en(
                    "The input is empty.",
                    "It has zero bytes, or it is a container with nothing in it.",
                    "Ask the sender to send it again."),
            zh("输入为空。", "长度为零，或容器中没有内容。", "请发送方重发。")),
    JSON_MALFORMED(
            "RD-109",
            400,
            en(
                    "The body is not a valid JSON object.",
                    "A syntax error, a duplicate field, or nesting that is too deep.",
                    "Correct the sender."),
            zh("请求体不是有效的 JSON 对象。", "存在语法错误或重复字段，或嵌套过深。", "请修正发送方程序。")),
    COLUMNS_UNEXPECTED(
            "RD-110",
            422,
            en(
                    "The columns do not match the profile.",
                    "The system that writes the file changed its options or its version.",
                    "Set the right profile in mapping.yaml, then replay."),
            zh("列与配置（profile）不一致。", "生成文件的系统修改了选项或升级了版本。", "请在 mapping.yaml 中设置正确的配置，然后重放。")),
    MULTIPART_MALFORMED(
            "RD-111",
            400,
            en(
                    "The multipart body cannot be parsed.",
                    "A boundary or a part is missing, or the part headers are broken.",
                    "Correct the sender."),
            zh("无法解析 multipart 请求体。", "缺少分隔符或部分，或部分的头信息损坏。", "请修正发送方程序。")),
    SIDECAR_ALONE(
            "RD-112",
            422,
            en(
                    "A sidecar file arrived without its letter.",
                    "The scan is missing, came much later, or has a name that differs from the profile.",
                    "Look for the letter. Correct the profile in mapping.yaml and replay, or discard."),
            zh("只收到伴随文件，没有收到对应的信件。", "扫描件缺失、到达过晚，或文件名与配置（profile）不符。", "请查找该信件。修改 mapping.yaml 中的配置后重放，或丢弃。")),
    PAGES_MISSING(
            "RD-113",
            422,
            en(
                    "Pages are missing between the first and the last page of a letter.",
                    "The device skipped numbers, or files were lost or came after the letter was complete.",
                    "Compare with the paper. A page that came later is a separate letter."),
            zh("信件首页与末页之间缺页。", "扫描设备跳号、文件丢失，或文件在信件完成后才到达。", "请与纸质原件核对。后到的页按单独一封信件处理。")),
    ADT_DATE_INCOMPLETE(
            "RD-114",
            422,
            en(
                    "The birth date in an ADT message is incomplete or unreadable.",
                    "PID-7 holds only a year or month, or no date of the calendar.",
                    "The rest of the message was applied. Correct the date in the hospital system."),
            zh("ADT 消息中的出生日期不完整或无法读取。", "PID-7 只有年份或年月，或不是有效日期。", "消息的其余内容已应用。请在医院业务系统中更正日期。")),
    ADT_WORD_UNKNOWN(
            "RD-115",
            422,
            en(
                    "A code in an ADT message is not in the list of its mapping.",
                    "The hospital system uses a word for the sex (PID-8) that mapping.yaml does not list.",
                    "The rest of the message was applied. Add the word under sexes in mapping.yaml."),
            zh(
                    "ADT 消息中的代码不在映射的列表内。",
                    "医院业务系统使用了 mapping.yaml 未列出的性别（PID-8）代码。",
                    "消息的其余内容已应用。请在 mapping.yaml 的 sexes 下补充该代码。")),
    CONTAINER_UNOPENED(
            "RD-120",
            422,
            en(
                    "A part of a mail has content that the hub cannot read.",
                    "It is encrypted, damaged, kept elsewhere, or in a form that the hub does not know.",
                    "Open the attachment with the program it was made for. The field names its number. If it is encrypted, ask the sender for another copy."),
            zh("邮件的某一部分含有本系统无法读取的内容。", "该部分已加密、已损坏、存放在别处，或格式未知。", "请用生成它的程序打开该附件；字段给出附件编号。如已加密，请发件人另发一份。")),
    TEXT_FORMS_DIFFER(
            "RD-121",
            422,
            en(
                    "The plain text and the HTML of a mail say different things.",
                    "The sender's mail program wrote only one of the two.",
                    "The case shows both. Compare them with the original mail."),
            zh("邮件的纯文本与 HTML 内容不一致。", "发件人的邮件程序只写了其中一种。", "案件同时显示两者，请与原邮件核对。")),
    TEXT_DOUBTFUL(
            "RD-122",
            422,
            en(
                    "Recognised text is doubtful.",
                    "The scan is faint, skewed, mirrored, written by hand or a photograph. The confidence of recognition is below hub.read.ocr.min-confidence.",
                    "Read the scan itself. The text is kept and marked; no phone, name or number was taken from it. The field names the pages."),
            zh(
                    "识别出的文字不可靠。",
                    "扫描件模糊、倾斜、镜像、为手写件或照片，识别可信度低于 hub.read.ocr.min-confidence。",
                    "请查看扫描件原件。文字已保留并加注，未从中提取电话、姓名或号码。字段给出页码。")),
    PAGES_UNREAD(
            "RD-123",
            422,
            en(
                    "Some pages of a letter gave no text, or not all of it.",
                    "A page is damaged, holds a picture format that the hub does not decode, shows no letters, took too long, needed more memory than hub.read.scan.memory, or lies beyond hub.read.ocr.max-pages.",
                    "Read these pages in the scan. The text of the other pages is complete. The field names the pages."),
            zh(
                    "信件中有若干页没有读出文字，或只读出一部分。",
                    "该页已损坏、含有无法解码的图片格式、没有文字、识别超时、所需内存超过 hub.read.scan.memory，或超出 hub.read.ocr.max-pages。",
                    "请在扫描件中查看这些页。其他页的文字完整。字段给出页码。")),
    SCAN_INCOMPLETE(
            "RD-124",
            422,
            en(
                    "The file of a letter ends early or is damaged; pages or words may be missing.",
                    "The transfer was cut, or the device did not finish the file.",
                    "Compare with the paper, or have it scanned again. What could be read was read."),
            zh("信件文件提前结束或已损坏，可能缺页或缺字。", "传输中断，或扫描设备未写完文件。", "请与纸质原件核对，或重新扫描。能读取的内容均已读取。")),
    PAGE_TURNED(
            "RD-125",
            422,
            en(
                    "A page was turned before its text was recognised.",
                    "It was scanned sideways or upside down, and the file does not say so.",
                    "No action. The field names the pages and the degrees clockwise."),
            zh("识别前已旋转页面。", "页面横放或倒放扫描，且文件未注明方向。", "无需处理。字段给出页码和顺时针旋转的角度。")),
    FILES_INSIDE(
            "RD-126",
            422,
            en(
                    "A PDF carries other files, which the hub does not open.",
                    "It is a portfolio, or files are attached to it.",
                    "Open the PDF on an isolated computer and look at the attached files."),
            zh("PDF 中带有其他文件，系统没有打开。", "它是文件包，或带有附件。", "请在隔离的电脑上打开该 PDF，查看所附文件。")),
    TEXT_LAYER_DIFFERS(
            "RD-127",
            422,
            en(
                    "The hidden text of a PDF page differs from what the page shows.",
                    "The device recognised the page in the wrong language, or the fonts have no table of characters.",
                    "The case has the text that the hub recognised. Compare it with the scan. The field names the pages."),
            zh("PDF 页面的隐藏文字与页面显示的内容不一致。", "扫描设备用错了识别语言，或字体没有字符对照表。", "投诉采用系统识别的文字，请与扫描件核对。字段给出页码。")),
    PICTURE_NOT_DECODED(
            "RD-128",
            422,
            en(
                    "A letter holds a picture in a format that the hub does not decode.",
                    "JPEG 2000, HEIC, AVIF or JPEG XL. Phones write HEIC unless they are set to the most compatible format.",
                    "Read the kept file on a computer that shows it. Set the phone or the scanner to JPEG."),
            zh(
                    "信件含有无法解码的图片格式。",
                    "图片为 JPEG 2000、HEIC、AVIF 或 JPEG XL。手机若未设为“兼容性最佳”，会保存为 HEIC。",
                    "请在能显示该图片的电脑上查看保存的文件。请把手机或扫描仪设为 JPEG。")),
    ROW_UNREADABLE(
            "RD-130",
            422,
            en(
                    "A row of a file of calls cannot be read, and it may be a call on a complaint line.",
                    "The telephone system wrote the row with bare quotes, a line break, a missing or extra column, or a wrong date.",
                    "Read the row in quarantine. If it is a complaint call, record it at the desk, then discard the item."),
            zh("话单中有一行无法读取，可能是投诉热线的来电。", "电话系统写出的这一行含有未转义的引号、换行、缺少或多出的列，或错误的日期。", "请在隔离区查看该行。如为投诉来电，请由前台登记，然后丢弃该条目。")),
    ROW_REPAIRED(
            "RD-131",
            422,
            en(
                    "A row was read although its quotes are not written as CSV demands.",
                    "The system that wrote the file does not double the quotes inside a text, mostly a name.",
                    "Compare with the row in its input if a text looks wrong."),
            zh("某一行的引号不符合 CSV 规则，但仍已读取。", "生成文件的系统没有将文本中的引号写成双份，多见于姓名。", "如文字看起来不对，请与原始输入中的该行核对。")),
    CHARSET_BY_EVIDENCE(
            "RD-132",
            422,
            en(
                    "The character set of an HL7 message is not declared or wrongly declared; it was found by the bytes.",
                    "MSH-18 is empty, or it names a character set that the bytes do not have.",
                    "The message was applied. Ask the sender to declare the character set it uses, or name it under charsets in mapping.yaml."),
            zh(
                    "HL7 消息未声明字符集或声明有误，已按字节内容判断。",
                    "MSH-18 为空，或其中的字符集与实际字节不符。",
                    "消息已应用。请发送方声明实际使用的字符集，或在 mapping.yaml 的 charsets 下填写。")),
    COLUMNS_MISSING(
            "RD-140",
            422,
            en(
                    "A sheet has no column for a field that every order needs.",
                    "The platform renamed its columns, the file is no table of orders, or the sheet is a page of notes.",
                    "Add the name of the column under columns in mapping.yaml, or that of the sheet under otherSheets, then replay."),
            zh(
                    "表格中缺少工单必需字段对应的列。",
                    "平台修改了表头，文件不是工单表，或该工作表只是说明页。",
                    "请在 mapping.yaml 的 columns 下补充该表头，或在 otherSheets 下补充该工作表名称，然后重放。")),
    CELLS_DIFFER(
            "RD-141",
            422,
            en(
                    "Two columns of a sheet mean the same field, and a row has different values in them.",
                    "The platform exports a field twice, or a column has a name that means something else.",
                    "Look at the row. Give one of the columns its own meaning in mapping.yaml, or list it under ignoredColumns, then replay."),
            zh(
                    "表格中有两列对应同一字段，且某行的两个值不同。",
                    "平台重复导出了某字段，或某列的表头实际另有含义。",
                    "请查看该行。在 mapping.yaml 中为其中一列另行指定含义，或列入 ignoredColumns，然后重放。")),
    DIGITS_LOST(
            "RD-142",
            422,
            en(
                    "A spreadsheet took a long number for a quantity or a date, and its digits are lost.",
                    "Spreadsheets keep 15 digits: 1.23E+17, or zeros at the end. An order number is then no key any more.",
                    "Ask the platform for a sheet whose order numbers are text. Find the number on the platform, and enter the order at the desk if it is urgent."),
            zh(
                    "电子表格把长号码当作数值或日期，部分数字已丢失。",
                    "电子表格只保留 15 位数字，如 1.23E+17 或末尾变为零，这样的工单编号不能再作为键。",
                    "请平台将工单编号设为文本格式后重新导出。可在平台上查找原编号；紧急时由前台登记该工单。")),
    CELL_WITHOUT_VALUE(
            "RD-143",
            422,
            en(
                    "A cell shows an error such as #N/A, or is a formula whose value is not in the file.",
                    "The sheet refers to another file, or the program that wrote it did not compute its formulas.",
                    "Open the sheet in a spreadsheet program, paste the column as values, save it, and send it again."),
            zh("单元格显示 #N/A 等错误，或是文件中没有计算结果的公式。", "表格引用了其他文件，或生成表格的程序没有计算公式。", "请用表格软件打开，将该列粘贴为数值后保存，再重新发送。")),
    CELL_FORMULA(
            "RD-144",
            422,
            en(
                    "The value of a cell is the result of a formula, as the file says it.",
                    "Somebody computes the column, for example from another sheet.",
                    "Compare with the platform if the value looks wrong."),
            zh("单元格的值是公式的结果，以文件中保存的结果为准。", "该列由公式计算得出，例如取自其他工作表。", "如值看起来不对，请与平台核对。")),
    ROW_HIDDEN(
            "RD-145",
            422,
            en(
                    "An order stands in a hidden row or on a hidden sheet.",
                    "Somebody filtered the sheet before it was sent, or hid a part of it.",
                    "The order was taken all the same. Ask the sender whether it is meant."),
            zh("工单位于隐藏的行或隐藏的工作表中。", "发送前有人筛选过表格，或隐藏了一部分。", "该工单仍已受理。请向发送方确认是否有效。")),
    SHEET_FORM_UNKNOWN(
            "RD-146",
            422,
            en(
                    "The file is no spreadsheet that the hub reads.",
                    "It is an OpenDocument sheet (ODS), a binary workbook (XLSB), a web page or XML saved as .xls, or no sheet at all.",
                    "Open it in a spreadsheet program, save it as XLSX, and send it again."),
            zh("文件不是本系统可读取的电子表格。", "可能是 ODS、XLSB、另存为 .xls 的网页或 XML，或根本不是表格。", "请用表格软件打开，另存为 XLSX 后重新发送。")),
    SENDER_NOT_LISTED(
            "RD-147",
            422,
            en(
                    "A mail to the mailbox for sheets comes from an address that is not listed, or names several writers.",
                    "A new colleague at the platform, a mail to the wrong mailbox, or spam.",
                    "Check with the platform by phone, add the address under senders in mapping.yaml, and replay; or discard."),
            zh(
                    "发到表格专用邮箱的邮件，其发件地址不在名单内，或有多个发件人。",
                    "平台更换了经办人、邮件发错邮箱，或是垃圾邮件。",
                    "请电话向平台核实后，将地址加入 mapping.yaml 的 senders 并重放；否则丢弃。")),
    SHEET_NOT_IN_MAIL(
            "RD-148",
            422,
            en(
                    "A mail to the mailbox for sheets has no sheet attached, or an attachment that is none.",
                    "The sender forgot the sheet, packed it in an archive, or sent a letter beside it.",
                    "Read the mail. Ask for the sheet as XLSX, not in an archive. Discard the item if it says nothing about an order."),
            zh("发到表格专用邮箱的邮件没有附带表格，或附件不是表格。", "发件人漏附表格、将其压缩，或另附了函件。", "请阅读邮件，请对方直接附上 XLSX，不要压缩。如与工单无关，请丢弃该条目。")),
    SHEET_ROW_UNREADABLE(
            "RD-149",
            422,
            en(
                    "A row of a text file of orders has other columns than the table.",
                    "A line break, a quote or a separator inside a text was not written as CSV demands.",
                    "Read the row in quarantine, and enter the order at the desk or ask for XLSX; then discard the item."),
            zh("文本格式的工单表中，有一行的列与表头不符。", "文本中的换行、引号或分隔符不符合 CSV 规则。", "请在隔离区查看该行，由前台登记，或请平台改发 XLSX，然后丢弃该条目。")),
    FEED_ENTRY_UNREADABLE(
            "RD-150",
            422,
            en(
                    "An entry of a feed cannot be read.",
                    "Its element has no end or no beginning, or it is no item of RSS and no entry of Atom.",
                    "Read the bytes in quarantine and tell the operator of the feed. Record what it says at the desk if it matters."),
            zh(
                    "无法读取订阅源（feed）中的一个条目。",
                    "元素没有结束或开始标记，或不是 RSS 的 item，也不是 Atom 的 entry。",
                    "请在隔离区查看原始数据并告知订阅源的运营方。内容如有必要，请由前台登记。")),
    FEED_LINK_MISSING(
            "RD-151",
            422,
            en(
                    "An entry of a feed has no link that can be used.",
                    "The link is missing, or it is no address of http or https.",
                    "Look for the page by its title. The lead has what the entry says."),
            zh("订阅源条目没有可用的链接。", "缺少链接，或链接不是 http 或 https 地址。", "请按标题查找原页面。条目内容已记入线索。")),
    FEED_CHARSET_DOUBTFUL(
            "RD-152",
            422,
            en(
                    "Some characters of an entry of a feed cannot be read.",
                    "The bytes fit neither the declared character set nor UTF-8 nor GB18030.",
                    "Open the link and read the page itself. Tell the operator of the feed."),
            zh("订阅源条目中有部分字符无法读取。", "字节既不符合声明的字符集，也不符合 UTF-8 或 GB18030。", "请打开链接查看原页面，并告知订阅源的运营方。")),
    REGISTER_VALUE_INVALID(
            "RD-153",
            422,
            en(
                    "A value in a row of a register is none of its column.",
                    "Another type, a number out of its bounds or larger than the one it is a part of, a code that its list does not have, or a receipt number that cannot be.",
                    "Correct the row and send the sheet again; or add the word to the code list, then replay."),
            zh("登记表某行的值不符合该列的要求。", "类型不符，数值超出范围或大于其所属的总数，代码表中没有该词，或受理编号有误。", "请更正该行后重新发送；或在代码表中补充该词，然后重放。")),
    REGISTER_UNCLEAR(
            "RD-154",
            422,
            en(
                    "A sheet fits several registers.",
                    "It has the needed columns of each, and no more of one than of another.",
                    "Write the name of the register above the table or as the name of the sheet, and send it again."),
            zh("表格同时符合多个登记表。", "它具备每个登记表的必填列，无法区分。", "请在表格上方或工作表名称中写明登记表名称，然后重新发送。")),
    REGISTER_ROWS_DIFFER(
            "RD-155",
            422,
            en(
                    "Rows of one file are the same entry of a register and say different things.",
                    "The entry was written down twice, or two entries have the same day and name.",
                    "Keep one of the rows, or name them differently, and send the sheet again."),
            zh("同一文件中有多行属于登记表的同一条目，但内容不同。", "该条目重复登记，或两个条目日期和名称相同。", "请只保留一行，或使用不同的名称，然后重新发送。")),
    PROFILE_INVALID(
            "RD-201",
            500,
            en(
                    "The reader profile in mapping.yaml, or its dialect, cannot be used.",
                    "An option is missing or has a value that the reader does not know.",
                    "Correct mapping.yaml or the file of the dialect, then replay."),
            zh("mapping.yaml 中的读取配置（profile）或其方言文件不可用。", "缺少选项，或选项的值无法识别。", "请修改 mapping.yaml 或方言文件，然后重放。")),
    OCR_UNAVAILABLE(
            "RD-301",
            503,
            en(
                    "Text recognition returned no text.",
                    "Tesseract is not installed, timed out or failed, or the pages show no text: blank paper, a photograph.",
                    "The case is recorded with its image only. If Tesseract is missing, install it and replay to add the text."),
            zh("文字识别未返回文本。", "Tesseract 未安装、超时或运行失败，或页面没有文字（空白页、照片）。", "投诉仅以图像登记。如未安装 Tesseract，安装后重放即可补充文本。")),
    READER_BUSY(
            "RD-302",
            503,
            en(
                    "All places of the scan reader are in use.",
                    "Many scans arrived at once.",
                    "The hub retries automatically. If it persists, raise hub.read.scan.parallel."),
            zh("扫描件读取器没有空闲名额。", "同时到达的扫描件过多。", "系统会自动重试。如持续出现，请调高 hub.read.scan.parallel。")),
    DECODER_UNAVAILABLE(
            "RD-303",
            503,
            en(
                    "The process that decodes scans did not start, or ended without a result.",
                    "Java was updated or moved while the hub ran, the disk is full, or the system ended the process because memory was short.",
                    "The hub retries automatically. Check disk and memory. Restart the hub after an update of Java or of the hub."),
            zh(
                    "解码扫描件的进程未能启动，或未给出结果就结束。",
                    "运行期间 Java 被升级或移动，磁盘已满，或因内存不足被操作系统终止。",
                    "系统会自动重试。请检查磁盘和内存。升级 Java 或本系统后请重启。")),
    READ_FAULT(
            "RD-901",
            500,
            en(
                    "Unexpected failure in the reader.",
                    "A defect in the hub.",
                    "Report it with the receipt id. The bytes are kept."),
            zh("读取时发生意外错误。", "系统自身缺陷。", "请附上接收记录 ID 报告此问题。原始数据已保存。")),

    // MP: map
    SAMPLE_NOT_REPLACEABLE(
            "MP-101",
            422,
            en(
                    "The personal data in this input cannot be replaced reliably.",
                    "It is a picture, a form with files, winmail.dat, or another form that the hub can only read.",
                    "Write a synthetic sample manually that shows the same thing."),
            zh("无法可靠地替换此输入中的个人信息。", "输入是图片、带文件的表单、winmail.dat，或系统只能读取的其他形式。", "请手工编写一个能说明同样问题的虚构样例。")),
    SAMPLE_NOT_CLEAN(
            "MP-102",
            422,
            en(
                    "A sample of this input would still contain parts of it.",
                    "A word of the input also occurs in the text that the sample keeps.",
                    "Write a synthetic sample manually that shows the same thing."),
            zh("由此输入生成的样例仍会包含原始内容。", "输入中的某个词也出现在样例保留的文本中。", "请手工编写一个能说明同样问题的虚构样例。")),
    MAPPING_FAILED(
            "MP-201",
            500,
            en(
                    "The mapping could not be applied.",
                    "The JSLT program failed on this input.",
                    "Add the input as a sample, correct the mapping, then replay."),
            zh("映射执行失败。", "JSLT 程序处理此输入时出错。", "请把该输入制成样例，修改映射，然后重放。")),
    MAPPING_NO_OBJECT(
            "MP-202",
            500,
            en(
                    "The mapping returned no complaint.",
                    "Its result is not an object.",
                    "Correct the mapping, then replay."),
            zh("映射没有产生投诉。", "映射结果不是对象。", "请修改映射，然后重放。")),
    MAP_FAULT(
            "MP-901",
            500,
            en(
                    "Unexpected failure in the mapping step.",
                    "A defect in the hub.",
                    "Report it with the receipt id. The bytes are kept."),
            zh("映射步骤发生意外错误。", "系统自身缺陷。", "请附上接收记录 ID 报告此问题。原始数据已保存。")),

    // CK: check
    FIELD_MISSING(
            "CK-101",
            422,
            en(
                    "A required field is missing.",
                    "The sender left it out, or the mapping does not carry it over.",
                    "Complete the input, or correct the mapping."),
            zh("缺少必填字段。", "发送方未填写，或映射没有带出该字段。", "请补全输入，或修改映射。")),
    FIELD_INVALID(
            "CK-102",
            422,
            en(
                    "The value of a field is invalid.",
                    "Wrong type, unknown field, or text that is too long.",
                    "Correct the input, or the mapping."),
            zh("字段值无效。", "类型错误、字段未知，或文本过长。", "请修正输入或映射。")),
    CODE_UNKNOWN(
            "CK-103",
            422,
            en(
                    "A code is not in its code list.",
                    "The sender uses a code that the hub does not know.",
                    "Add the code or a crosswalk to mappings/code-lists, then replay."),
            zh("代码不在代码表中。", "发送方使用了系统未收录的代码。", "请在 mappings/code-lists 中补充该代码或对照表，然后重放。")),
    ID_CARD_CHECK(
            "CK-104",
            422,
            en(
                    "The check character of an identity card number is wrong.",
                    "A typing error. The number is kept and marked as not verified.",
                    "Verify the number with the person."),
            zh("身份证号码的校验码不正确。", "录入错误。号码会保留，并标记为未核实。", "请向当事人核实号码。")),
    CREDIT_CODE_CHECK(
            "CK-105",
            422,
            en(
                    "The check character of a unified social credit code is wrong.",
                    "A typing error, or one of the issued codes that break the rule.",
                    "Compare it with the certificate."),
            zh("统一社会信用代码的校验码不正确。", "录入错误，或属于少数已发放但不符合校验规则的代码。", "请与证书核对。")),
    DATE_IMPLAUSIBLE(
            "CK-106",
            422,
            en(
                    "A date is outside the plausible range.",
                    "It is in the future or before 1900. A device clock may be wrong.",
                    "Correct it at the source. The hub uses the arrival time instead."),
            zh("日期超出合理范围。", "日期在将来，或早于 1900 年。设备时钟可能有误。", "请在来源系统更正。系统改用到达时间。")),
    PHONE_UNREADABLE(
            "CK-107",
            422,
            en(
                    "A phone number cannot be converted to the international format.",
                    "The number is withheld, an extension, or mistyped. The original is kept.",
                    "No action, unless a call back is needed."),
            zh("电话号码无法转换为国际格式。", "号码被隐藏、是分机号，或录入有误。原始内容会保留。", "除非需要回电，否则无需处理。")),
    TEXT_CUT(
            "CK-108",
            422,
            en(
                    "A text or list was too long and was cut.",
                    "The sender wrote more than the field can hold.",
                    "No action. The kept bytes hold the full text."),
            zh("文本或列表过长，已被截断。", "发送方填写的内容超过字段上限。", "无需处理。保存的原始数据中有全文。")),
    AUTHOR_UNCERTAIN(
            "CK-109",
            422,
            en(
                    "It is not certain who wrote the mail.",
                    "The mail names no sender or several, has two From fields, or comes from an address that several people use.",
                    "Nothing is lost: the mail is a case of its own. Read it and add it to another case by hand if it belongs there."),
            zh("无法确定邮件的作者。", "邮件没有发件人、有多个发件人或两个发件人字段，或来自多人共用的地址。", "数据没有丢失：该邮件单独成为一个投诉。请阅读邮件，如属于其他投诉，请人工归并。")),
    RECEIVED_IN_FUTURE(
            "CK-110",
            422,
            en(
                    "The time at which the complaint was received lies in the future.",
                    "The date was mistyped, or it has no offset and is not local time of the hospital.",
                    "Send it again with the time at which the hospital received the complaint, with an offset such as +08:00."),
            zh("投诉的接收时间在将来。", "日期输入有误，或时间没有时区偏移且不是医院当地时间。", "请填写医院实际收到投诉的时间并重新发送，时间应带时区偏移，例如 +08:00。")),
    RECEIVED_LONG_AGO(
            "CK-111",
            422,
            en(
                    "The hospital received the complaint more than 30 days before it came to the hub.",
                    "It was entered late, an old file was imported, or the date was mistyped.",
                    "Deadlines count from the earlier time. Check the date, and look at the deadline first."),
            zh("医院收到投诉的时间比进入本系统早 30 天以上。", "补录较晚、导入了旧文件，或日期输入有误。", "期限从较早的时间起算。请核对日期，并优先确认办理期限。")),
    CLOCK_AHEAD(
            "CK-112",
            422,
            en(
                    "A time lies more than an hour after the arrival of the input.",
                    "The sender's clock or time zone is wrong; for calls, usegmtime in mapping.yaml may not fit the telephone system.",
                    "Correct the clock or the setting, then send or replay the input. The time is kept as it was sent."),
            zh(
                    "时间比输入到达的时间晚一小时以上。",
                    "发送方的时钟或时区有误；对于话单，mapping.yaml 中的 usegmtime 可能与电话系统不符。",
                    "请修正时钟或设置，然后重新发送或重放。时间按原样保留。")),
    SAME_WORDS_ELSEWHERE(
            "CK-117",
            422,
            en(
                    "The same text was found under another address, and was added to the first lead.",
                    "Somebody reposted it, or another site copied it.",
                    "Look at the addresses and arrivals of the lead: they show how far it has spread."),
            zh("在其他地址发现相同文字，已并入首条线索。", "内容被转发，或被其他网站转载。", "请查看该线索的地址和到达记录，了解传播范围。")),
    SIMILAR_WORDS_ELSEWHERE(
            "CK-118",
            422,
            en(
                    "Another lead has a similar text. Both stay separate.",
                    "It may be an edited repost, or another person with a similar experience.",
                    "Compare it with the lead named under references of kind similar-lead."),
            zh("另有一条线索文字相近，两者分别保留。", "可能是改写后的转发，也可能是另一人的类似经历。", "请与 references 中 similar-lead 所指的线索比对。")),
    PRIVACY_NOT_VERIFIED(
            "CK-119",
            422,
            en(
                    "A complaint about privacy whose complainant is not verified as the patient or a guardian.",
                    "The complainant is somebody else, nobody said who it is, or the identity was not checked yet.",
                    "The content is kept back everywhere. Check the identity and send it: at the desk, or by an event "
                            + "identity-checked. Then the content is shown and sent."),
            zh(
                    "涉及隐私的投诉，投诉人尚未核实为患者本人或监护人。",
                    "投诉人是其他人，关系不明，或尚未核实身份。",
                    "各处均不显示投诉内容。请核实身份，并由投诉登记或 identity-checked 事件报送，之后即显示并发送内容。")),
    CONTENT_RESTRICTED(
            "CK-120",
            403,
            en(
                    "The original of a complaint about privacy is not shown until its complainant is verified.",
                    "The identity of the complainant was not checked yet, or it is neither the patient nor a guardian.",
                    "Check the identity first; see CK-119."),
            zh("涉及隐私的投诉，在核实投诉人身份之前不显示原件。", "投诉人身份尚未核实，或既非患者本人也非监护人。", "请先核实身份，参见 CK-119。")),
    CHECK_FAULT(
            "CK-901",
            500,
            en(
                    "Unexpected failure in the check.",
                    "A defect in the hub.",
                    "Report it with the receipt id. The bytes are kept."),
            zh("校验时发生意外错误。", "系统自身缺陷。", "请附上接收记录 ID 报告此问题。原始数据已保存。")),

    // EN: enrich
    CONTEXT_CONFLICT(
            "EN-101",
            422,
            en(
                    "The identifiers in a complaint point to different patients.",
                    "The numbers given by the complainant belong to different people.",
                    "Decide manually. The hub does not link any patient."),
            zh("投诉中的标识指向不同的患者。", "投诉人提供的号码属于不同的人。", "请人工判断。系统不会关联任何患者。")),
    PATIENT_MISSING(
            "EN-102",
            422,
            en(
                    "An ADT message does not identify a patient.",
                    "It has no PID segment, or the segment has no identifier.",
                    "Correct the hospital system."),
            zh("ADT 消息没有标明患者。", "缺少 PID 段，或段中没有标识。", "请修正医院业务系统。")),
    EVENT_UNSUPPORTED(
            "EN-103",
            422,
            en(
                    "The patient directory does not apply this ADT event.",
                    "The trigger event is not one of those that the hub supports.",
                    "No action. The message is kept and counted."),
            zh("患者目录不处理此 ADT 事件。", "该触发事件不在系统支持的范围内。", "无需处理。消息已保存并计数。")),
    PATIENTS_DIFFER(
            "EN-104",
            422,
            en(
                    "The numbers of an ADT message belong to two different people.",
                    "Name, sex, birth date or identity card of the two known patients, or of the message, contradict each other.",
                    "The message was applied to the patient that fits it; the other one keeps its number. Clarify with the hospital system."),
            zh("ADT 消息中的号码属于两个不同的人。", "两个已知患者（或消息本身）的姓名、性别、出生日期或身份证号互相矛盾。", "消息已应用于相符的患者，另一患者保留其号码。请与医院业务系统核实。")),
    MERGE_AMBIGUOUS(
            "EN-105",
            422,
            en(
                    "It cannot be determined whom a merge message merges.",
                    "The number given up (MRG) does not state its assigning authority, and several patients, or one who does not match, have it.",
                    "Have the hospital system send the assigning authority (MRG-1.4), or set the authority of the sender in mapping.yaml, then replay."),
            zh(
                    "无法确定合并消息要合并哪个患者。",
                    "被合并号码（MRG）没有标明分配机构，而有多个患者或一个不相符的患者使用该号码。",
                    "请医院业务系统发送分配机构（MRG-1.4），或在 mapping.yaml 中设置发送方的分配机构，然后重放。")),
    MERGE_INCOMPLETE(
            "EN-106",
            422,
            en(
                    "A merge, move or link message lacks what it merges, moves or links.",
                    "There is no MRG segment, no usable number in it, or no second PID segment.",
                    "Correct the hospital system."),
            zh("合并、移动或关联消息缺少被合并、移动或关联的内容。", "没有 MRG 段，或其中没有可用的号码，或没有第二个 PID 段。", "请修正医院业务系统。")),
    VISIT_OF_ANOTHER(
            "EN-107",
            422,
            en(
                    "The visit number of an ADT message belongs to a different person.",
                    "The hospital system uses a visit number again, or counts the visits of each patient from 1.",
                    "The earlier visit stays as it is; the new one was kept as the current stay of its patient. Have the hospital system send unique visit numbers."),
            zh("ADT 消息中的就诊号属于另一个人。", "医院业务系统重复使用就诊号，或对每个患者的就诊次数从 1 开始编号。", "原就诊保持不变，新的就诊记为该患者的当前就诊。请医院业务系统发送唯一的就诊号。")),
    UNLINK_IMPOSSIBLE(
            "EN-108",
            422,
            en(
                    "Two patients cannot be unlinked because they are one.",
                    "The numbers of an A37 message were merged, not linked.",
                    "Correct the hospital system. The hub does not take back a merge."),
            zh("无法解除关联，因为两者已是同一患者。", "A37 消息中的号码已被合并，而不是关联。", "请修正医院业务系统。系统不会撤销合并。")),
    NUMBER_AMBIGUOUS(
            "EN-109",
            422,
            en(
                    "The patient number of an ADT message names two patients.",
                    "Two assigning authorities with different universal ids use the same namespace, and the message states only the namespace.",
                    "Have the hospital system send the universal id (PID-3.4.2), then replay."),
            zh("ADT 消息中的患者号对应两个患者。", "两个通用标识不同的分配机构使用相同的命名空间，而消息只标明了命名空间。", "请医院业务系统发送通用标识（PID-3.4.2），然后重放。")),
    CONTEXT_UNAVAILABLE(
            "EN-301",
            503,
            en(
                    "The patient directory cannot be queried now.",
                    "The database rejected the query.",
                    "The hub retries automatically. Check the database."),
            zh("患者目录暂时无法查询。", "数据库拒绝了查询。", "系统会自动重试。请检查数据库。")),
    ENRICH_FAULT(
            "EN-901",
            500,
            en(
                    "Unexpected failure while storing or using patient data.",
                    "A defect in the hub.",
                    "Report it with the receipt id. The bytes are kept."),
            zh("保存或使用患者信息时发生意外错误。", "系统自身缺陷。", "请附上接收记录 ID 报告此问题。原始数据已保存。")),

    // RE: record
    INPUT_OPEN(
            "RE-101",
            409,
            en(
                    "An input of this complaint is waiting or being processed.",
                    "It would restore the data that is to be erased.",
                    "Nothing was changed. Look at its trace, replay or discard what is waiting, then try again."),
            zh("该投诉有输入正在等待或处理中。", "该输入会使要删除的数据重新出现。", "未作任何更改。请查看其轨迹，重放或丢弃等待中的输入，然后重试。")),
    ARRIVALS_DIFFER(
            "RE-102",
            422,
            en(
                    "The arrivals of this complaint name different patients.",
                    "An order or a mail was continued with the data of another patient.",
                    "Nothing is mixed: the complaint shows the patient of its first arrival. Compare the arrivals, and ask the sender which patient is meant."),
            zh("该投诉的各次来件所指患者不一致。", "同一工单或邮件的后续来件填写了另一位患者的信息。", "患者信息没有混合：投诉显示首次来件中的患者。请比对各次来件，并向发送方核实所指患者。")),
    RECORD_UNAVAILABLE(
            "RE-301",
            503,
            en(
                    "The complaint could not be stored now.",
                    "The database rejected the transaction.",
                    "The hub retries automatically. Check the database."),
            zh("投诉暂时无法写入台账。", "数据库拒绝了事务。", "系统会自动重试。请检查数据库。")),
    RECORD_FAULT(
            "RE-901",
            500,
            en(
                    "Unexpected failure while storing the complaint.",
                    "A defect in the hub.",
                    "Report it with the receipt id. The bytes are kept."),
            zh("写入投诉时发生意外错误。", "系统自身缺陷。", "请附上接收记录 ID 报告此问题。原始数据已保存。")),

    // DL: deliver
    BROKER_UNAVAILABLE(
            "DL-301",
            503,
            en(
                    "The broker does not accept events now.",
                    "It is stopped, full, or unreachable.",
                    "Events wait in the outbox and are sent automatically later. Check the broker and its disk."),
            zh("消息中间件暂时不接收事件。", "它已停止、已满，或无法连接。", "事件在待发区（outbox）等待，之后会自动发送。请检查消息中间件及其磁盘。")),

    DESTINATION_REFUSED(
            "DL-101",
            422,
            en(
                    "The destination rejected this complaint.",
                    "It answered that the content is not acceptable, so repeating does not help.",
                    "Read the answer in the delivery. Correct the outbound mapping or the destination, then resend."),
            zh("投递目标拒收该投诉。", "对方答复内容不可接受，重复发送没有意义。", "请查看投递记录中的答复。修改出站映射或投递目标，然后重新投递。")),
    QUEUE_IN_USE(
            "DL-102",
            409,
            en(
                    "The queue is in use and was not removed.",
                    "A route feeds the destination, hub.broker.destinations lists it as a consumer, or a client is reading the queue.",
                    "Switch the route off or remove the destination from hub.broker.destinations, restart, then try again."),
            zh(
                    "队列正在使用，未删除。",
                    "有路由向该投递目标供数，hub.broker.destinations 将其列为消费方，或有客户端正在读取队列。",
                    "请停用路由，或从 hub.broker.destinations 中移除该投递目标，重启后重试。")),
    EVENT_NOT_TAKEN(
            "DL-103",
            422,
            en(
                    "A consumer did not take an event from its queue.",
                    "It rejected the event, or it failed with it too often.",
                    "Ask the operators of the consumer for the cause. Then return the dead letter, or discard it."),
            zh("消费方没有接收队列中的事件。", "消费方拒收了该事件，或处理失败次数过多。", "请向消费方运维人员了解原因，然后退回或放弃该死信。")),
    QUEUE_GONE(
            "DL-104",
            409,
            en(
                    "The dead letter cannot be returned.",
                    "The queue that it came from does not exist any more.",
                    "Add the destination again and return the letter then, or discard it. The ledger keeps the event."),
            zh("死信无法退回。", "它原来所在的队列已不存在。", "请重新添加该投递目标后再退回，或放弃该死信。台账仍保留该事件。")),
    LETTER_ERASED(
            "DL-105",
            409,
            en(
                    "The dead letter is of an erased complaint.",
                    "Its content may not be sent again.",
                    "Discard it. The consumer already has the event that the complaint is erased."),
            zh("该死信属于已清除的投诉。", "其内容不得再次发送。", "请放弃该死信。消费方已收到该投诉的清除通知。")),
    OUTBOUND_FAILED(
            "DL-201",
            500,
            en(
                    "The outbound mapping could not be applied.",
                    "The JSLT program failed on this event, or its result cannot be written by the sink.",
                    "Correct the mapping, then resend."),
            zh("出站映射执行失败。", "JSLT 程序处理此事件时出错，或其结果无法写入目标。", "请修改映射，然后重新投递。")),
    BROKER_RIGHT_MISSING(
            "DL-202",
            409,
            en(
                    "The broker does not allow the hub to remove the queue.",
                    "The hub's account at an external broker lacks the permission deleteDurableQueue.",
                    "Nothing was changed. Grant the permission, or have the broker administrator remove the queue. Then try again."),
            zh("消息中间件不允许本系统删除队列。", "本系统在外部消息中间件上的账号缺少 deleteDurableQueue 权限。", "未作任何更改。请授予该权限，或请中间件管理员删除队列，然后重试。")),
    DESTINATION_UNREACHABLE(
            "DL-302",
            503,
            en(
                    "The destination cannot be reached. Nothing was sent.",
                    "Network, host name, TLS, login or folder.",
                    "The hub retries automatically. Test the connection and correct its settings."),
            zh("无法连接投递目标，未发送任何数据。", "原因可能是网络、主机名、TLS、登录或目录。", "系统会自动重试。请测试连接并修改设置。")),
    DESTINATION_BUSY(
            "DL-303",
            503,
            en(
                    "The destination does not accept data now.",
                    "It is overloaded or has an error of its own.",
                    "The hub retries automatically. Check the destination."),
            zh("投递目标暂时不接收数据。", "对方过载或自身出错。", "系统会自动重试。请检查投递目标。")),
    OUTCOME_UNKNOWN(
            "DL-304",
            503,
            en(
                    "It is unknown whether the destination received the data.",
                    "The connection broke or timed out during the transfer, or the hub was stopped meanwhile.",
                    "An idempotent destination gets it again automatically. Otherwise check there and decide."),
            zh("无法确认投递目标是否已收到数据。", "传输过程中连接中断或超时，或系统被停止。", "声明为幂等的目标会自动重发；否则请到对方系统核实后处理。")),
    ANSWER_NEGATIVE(
            "DL-305",
            503,
            en(
                    "The destination answered, but not with the agreed yes.",
                    "The HTTP status was 2xx, and the field of the answer named by the route holds another value.",
                    "The hub retries automatically. Read the answer in the delivery, then correct the destination or the route."),
            zh("投递目标有应答，但不是约定的成功应答。", "HTTP 状态为 2xx，但路由指定的应答字段是其他值。", "系统会自动重试。请查看投递记录中的应答，然后修改投递目标或路由。")),
    STORAGE_FULL(
            "DL-306",
            503,
            en(
                    "The destination has no space left for the file.",
                    "Its disk is full, or the account is over its quota. Nothing was sent.",
                    "Free space at the destination. The hub retries automatically."),
            zh("投递目标没有剩余空间存放文件。", "对方磁盘已满，或账号超出配额。未发送任何数据。", "请在投递目标处释放空间。系统会自动重试。")),
    WRITE_FORBIDDEN(
            "DL-307",
            503,
            en(
                    "The account may not write to the destination's folder.",
                    "A permission is missing, or the folder is read-only. Nothing was sent.",
                    "Grant the account permission to create, rename and delete in the folder. The hub retries automatically."),
            zh("账号无权写入投递目标的目录。", "缺少权限，或目录为只读。未发送任何数据。", "请授予账号在该目录中新建、重命名和删除的权限。系统会自动重试。")),
    ALARM_NOT_DELIVERED(
            "DL-308",
            503,
            en(
                    "An alarm about a case reached nobody within its time.",
                    "Its destinations are off, fail, or have no recipients for the roles of the rule.",
                    "Notify the persons in charge by phone now. Then check the alarm destinations and hub.alarms.recipients."),
            zh(
                    "案件的即时告警未在时限内送达任何人。",
                    "告警的投递目标未启用、发送失败，或没有为规则中的角色设置接收人。",
                    "请立即电话通知负责人，然后检查告警投递目标和 hub.alarms.recipients。")),
    DELIVER_FAULT(
            "DL-901",
            500,
            en(
                    "Unexpected failure in a delivery.",
                    "A defect in the hub.",
                    "Report it with the delivery id. The delivery can be resent."),
            zh("投递时发生意外错误。", "系统自身缺陷。", "请附上投递 ID 报告此问题。可以重新投递。")),

    // DI: district
    CURSOR_INVALID(
            "DI-101",
            400,
            en(
                    "The cursor was not issued by this hub for this feed.",
                    "It was cut or changed, or it comes from another hub or profile.",
                    "Take a snapshot and continue with its cursor, or start without a cursor."),
            zh("游标不是本系统为该变更流签发的。", "游标被截断或修改，或来自其他系统或其他配置（profile）。", "请获取快照并从其游标继续，或不带游标重新开始。")),
    SNAPSHOT_TOO_LARGE(
            "DI-201",
            500,
            en(
                    "The snapshot exceeds its size or time limit.",
                    "There are more complaints than hub.district.snapshot-max-size or -max-time allows.",
                    "Raise the limit. The disk of hub.home must have enough space."),
            zh(
                    "快照超出大小或时间上限。",
                    "投诉数量超过 hub.district.snapshot-max-size 或 -max-time 允许的范围。",
                    "请调高上限。hub.home 所在磁盘须有足够空间。")),
    SNAPSHOT_BUSY(
            "DI-301",
            429,
            en(
                    "A snapshot is already in progress.",
                    "One is running for this key, or the hub has reached its limit.",
                    "Wait for it to end. The answer says when to ask again."),
            zh("已有快照正在生成。", "该密钥已有一个快照在生成，或系统已达到上限。", "请等待其结束。应答中注明了何时重试。")),
    FEED_BUSY(
            "DI-302",
            429,
            en(
                    "Too many readers are waiting for the next event of the feed.",
                    "Many readers of one key or of all keys, or readers that do not end their requests.",
                    "Ask again with the same cursor when the answer says so, or ask without waiting."),
            zh("等待变更流下一事件的读取方过多。", "单个或全部密钥的读取方过多，或读取方不结束请求。", "请按应答中注明的时间用同一游标重试，或不等待直接请求。")),
    REJECTS_FULL(
            "DI-303",
            429,
            en(
                    "Too many rejects of this key are open.",
                    "The reader rejects many events, and no operator has handled them.",
                    "Nothing was stored. Contact the hospital's operators, who close the handled rejects."),
            zh("该密钥未处理的拒收记录过多。", "读取方拒收了大量事件，且无人处理。", "本次未保存。请联系医院运维人员，由其关闭已处理的拒收记录。")),

    // CH: channels, start
    PLAN_STALE(
            "CH-101",
            409,
            en(
                    "The files or the running state have changed since the plan was made.",
                    "Somebody edited a file or applied a change after the plan was made.",
                    "Nothing was changed. Plan again, read the plan, then apply it."),
            zh("生成变更计划后，文件或运行状态已发生变化。", "计划生成后有人修改了文件或应用了其他变更。", "未作任何更改。请重新生成计划，查看后再应用。")),
    CONFIG_CLOSED(
            "CH-102",
            503,
            en(
                    "The configuration folder cannot be written.",
                    "The account of the hub may not write below hub.config-dir, or the disk is full.",
                    "Nothing was applied. Let the account of the hub write there, or add the files of the draft by hand."),
            zh("无法写入配置文件夹。", "平台的账户没有 hub.config-dir 的写入权限，或磁盘已满。", "未应用任何更改。请授予平台账户写入权限，或手动添加草稿中的文件。")),
    DRAFTS_FULL(
            "CH-103",
            409,
            en(
                    "There are too many drafts of channels.",
                    "20 drafts were begun and neither applied nor discarded.",
                    "Apply or discard a draft, then begin the new one."),
            zh("渠道草稿过多。", "已有 20 个草稿，既未应用也未放弃。", "请先应用或放弃一个草稿，再新建。")),
    SECRET_FIXED(
            "CH-104",
            409,
            en(
                    "The hub cannot change this secret.",
                    "It was given at the start or by the environment, or its file is not in a folder named secrets in which the hub's account may write.",
                    "Change it where it stands. What was given at the start needs a restart; a file that settings.yaml names needs none."),
            zh(
                    "平台无法修改该密钥。",
                    "该密钥在启动时或通过环境变量给出，或其文件不在平台账户可写的 secrets 文件夹中。",
                    "请在原处修改。启动时给出的需要重启；settings.yaml 引用的文件无需重启。")),
    ROUTE_INVALID(
            "CH-201",
            500,
            en(
                    "A route file does not load.",
                    "A syntax error, a wrong structure, or a wrong name in a reference.",
                    "Correct the file at the line given."),
            zh("路由文件加载失败。", "语法、结构或引用的名称有误。", "请按提示的行号修改文件。")),
    CONNECTOR_INVALID(
            "CH-202",
            500,
            en(
                    "A connector file does not load.",
                    "A syntax error, a wrong structure, or a wrong name in a reference.",
                    "Correct the file at the line given."),
            zh("连接器文件加载失败。", "语法、结构或引用的名称有误。", "请按提示的行号修改文件。")),
    MAPPING_INVALID(
            "CH-203",
            500,
            en(
                    "A mapping folder does not load.",
                    "mapping.yaml, the JSLT program, a dialect, a code list, a rule or a calendar has an error.",
                    "Correct the file at the line given."),
            zh("映射文件夹加载失败。", "mapping.yaml、JSLT 程序、方言文件、代码表、规则或日历有误。", "请按提示的行号修改文件。")),
    SECRET_MISSING(
            "CH-204",
            500,
            en(
                    "A secret or setting required by an enabled channel is missing.",
                    "It is neither in the environment nor in a config tree.",
                    "Provide it, or disable the channel."),
            zh("已启用的渠道缺少必需的密钥或设置。", "环境变量和配置树（config tree）中都没有。", "请补充该项，或停用该渠道。")),
    BROKER_NOT_PERSISTENT(
            "CH-205",
            500,
            en(
                    "The broker does not persist messages.",
                    "It is configured without persistence.",
                    "Enable persistence. The hub does not start without it."),
            zh("消息中间件未持久化消息。", "配置中没有启用持久化。", "请启用持久化，否则系统不会启动。")),
    SCHEMA_NOT_MIGRATED(
            "CH-206",
            500,
            en(
                    "The database schema cannot be migrated to this version.",
                    "It is newer than the hub, was changed manually, or a migration failed.",
                    "Use the matching hub version, or restore the schema."),
            zh("数据库结构无法迁移到当前版本。", "数据库结构比本系统新、被手工改动过，或迁移失败。", "请使用匹配的系统版本，或恢复数据库结构。")),
    SETTING_INVALID(
            "CH-207",
            500,
            en("A setting has an invalid value.", "A typing error or an unknown name.", "Correct the setting."),
            zh("设置的值无效。", "录入错误，或名称未知。", "请修改该设置。")),
    SAMPLES_RED(
            "CH-208",
            409,
            en(
                    "The results of golden samples differ from their files.",
                    "The mapping or a code list changed a result, or the expected file of a sample is out of date.",
                    "Correct the mapping, or read and save the new results. Then plan and apply again."),
            zh("基准样例的结果与文件不一致。", "映射或代码表的修改改变了结果，或样例的预期文件已过期。", "请修改映射，或核对并保存新结果，然后重新生成计划并应用。")),
    RESTART_NEEDED(
            "CH-209",
            409,
            en(
                    "The change takes effect only at the next start of the hub.",
                    "Routes with the prefixes flow-, shared- and ops-, schemas, packages, reports and registers are not replaced while the hub runs.",
                    "Restart the hub at a convenient time. Accepted data is not lost."),
            zh("该变更要到下次启动时才生效。", "前缀为 flow-、shared-、ops- 的路由，以及 schema、资料包、报表和登记表，在运行中不会替换。", "请在合适的时间重启。已受理的数据不会丢失。")),
    DATABASE_NOT_STARTED(
            "CH-210",
            503,
            en(
                    "The hub's own database does not run.",
                    "The disk is full or not writable, a file of the database is missing, or its server was ended.",
                    "Check the free space and the rights of hub.home/postgres. The hub tries again by itself, and ends after"
                            + " 20 attempts so that the service manager starts it anew."),
            zh(
                    "内置数据库未运行。",
                    "磁盘已满或不可写，数据库文件缺失，或数据库进程被终止。",
                    "请检查 hub.home/postgres 的剩余空间和权限。系统会自动重试；20 次失败后退出，由服务管理器重新启动。")),
    DATABASE_NOT_REACHED(
            "CH-217",
            503,
            en(
                    "The database of hub.store.url cannot be used.",
                    "The server does not answer, or rejects the account. SQLSTATE 08: no connection; 28: the account;"
                            + " 3D: no such database.",
                    "Check hub.store.url, hub.store.username and hub.store.password, and that the server runs."),
            zh(
                    "无法使用 hub.store.url 指定的数据库。",
                    "数据库服务器无应答，或拒绝该账号。SQLSTATE 08：无法连接；28：账号错误；3D：数据库不存在。",
                    "请检查 hub.store.url、hub.store.username 和 hub.store.password，并确认服务器正在运行。")),
    PLACE_SHARED(
            "CH-218",
            500,
            en(
                    "Two channels take their inputs from the same place.",
                    "Both read one folder, or one folder of a mailbox; field names the other channel.",
                    "Give each a folder of its own. Each takes files away from the other, and chance decides which mapping reads them."),
            zh("两个渠道从同一位置取数据。", "两者读取同一文件夹，或邮箱的同一文件夹；field 给出另一个渠道。", "请为每个渠道使用各自的文件夹，否则文件会被其中一个取走，由哪个映射处理全凭偶然。")),
    TOO_FEW_FILE_HANDLES(
            "CH-211",
            500,
            en(
                    "The process may open too few files.",
                    "The limit of open files (ulimit -n) is lower than the hub needs for its connections and its database.",
                    "Raise the limit to the number named, for example with LimitNOFILE= of the service."),
            zh("进程可打开的文件数过少。", "打开文件数上限（ulimit -n）低于系统连接和数据库所需的数量。", "请把上限提高到所示数值，例如在服务中设置 LimitNOFILE=。")),
    DATABASE_UNKNOWN_LOGIN(
            "CH-212",
            500,
            en(
                    "The hub's own database has an account that the hub does not know.",
                    "Somebody made an account that may log in, or gave one all rights.",
                    "Find out who made it. Drop the account, or name it in hub.store.logins if it is yours and has no"
                            + " special rights."),
            zh("内置数据库中存在未知的登录账号。", "有人创建了可登录的账号，或授予了某账号全部权限。", "请查明创建者。删除该账号；如确为贵院所用且无特殊权限，请写入 hub.store.logins。")),
    SETTING_UNKNOWN(
            "CH-213",
            500,
            en(
                    "No setting has this name.",
                    "A typing error, or a setting of another version or of a route that was removed. Nothing reads it.",
                    "Correct the name or remove the setting. docs/configuration.md lists all names."),
            zh("没有这个名称的设置。", "名称录入错误，或属于其他版本、已删除的路由。没有任何部分读取它。", "请修改名称或删除该设置。全部名称见 docs/configuration.md。")),
    SETTINGS_FILE_INVALID(
            "CH-214",
            500,
            en(
                    "The file settings.yaml has an error.",
                    "A syntax error, a setting that is not one of a channel or destination, or one given twice.",
                    "Correct the file at the line given. Settings of the hub itself are given at its start."),
            zh("settings.yaml 文件有误。", "语法有误，含有不属于渠道或投递目标的设置，或同一设置出现两次。", "请按提示的行号修改文件。系统本身的设置须在启动时提供。")),
    SECRET_IN_FILE(
            "CH-215",
            500,
            en(
                    "A secret stands in settings.yaml itself.",
                    "The file is copied and compared, so it must not hold secrets.",
                    "Write file:<path> or env:<NAME> in its place. Change the secret if others have seen the file."),
            zh("settings.yaml 中直接写入了密钥。", "该文件会被复制和比较，不得存放密钥。", "请改写为 file:<路径> 或 env:<NAME>。如文件已被他人看到，请更换密钥。")),
    DOOR_UNKNOWN(
            "CH-216",
            500,
            en(
                    "No HTTP address leads to the door of this route.",
                    "The route names a door that does not exist, or the channel of another route.",
                    "Use the connector http-door-source with the channel's own name."),
            zh("没有 HTTP 地址通向该路由的入口。", "路由写的入口不存在，或写成了其他路由的渠道。", "请使用连接器 http-door-source，并填写本渠道的名称。")),
    SOURCE_UNREACHABLE(
            "CH-301",
            503,
            en(
                    "A source cannot be reached or rejects the login.",
                    "Network, host, login or folder.",
                    "The hub retries automatically. Check the connection settings."),
            zh("来源无法连接，或拒绝登录。", "原因可能是网络、主机、登录或目录。", "系统会自动重试。请检查连接设置。")),
    CHANNEL_STOPPED(
            "CH-302",
            503,
            en(
                    "The channel does not accept data now.",
                    "It is stopped, disabled, or its files do not load.",
                    "Nothing was accepted; the sender must send again later. Check the channel list and start the channel."),
            zh("该渠道暂时不接收数据。", "渠道已停止、已停用，或其文件加载失败。", "本次未受理任何数据，请发送方稍后重发。请查看渠道列表并启动该渠道。")),
    FILE_UNTAKEABLE(
            "CH-303",
            503,
            en(
                    "A file in an inbox cannot be taken.",
                    "The protocol cannot transfer its name (it has a line break or a path), or the account may not rename it.",
                    "Rename the file at its source, or grant the permission. The hub retries automatically."),
            zh("收件目录中有文件无法取走。", "文件名含换行或路径而协议无法传输，或账号没有重命名权限。", "请在来源处重命名文件，或授予权限。系统会自动重试。")),
    APPLY_RUNNING(
            "CH-304",
            409,
            en(
                    "Another apply is in progress.",
                    "Somebody else is applying changes. Only one apply runs at a time.",
                    "Wait until it has ended, then plan again."),
            zh("另一个应用操作正在进行。", "其他人正在应用变更，同一时间只能进行一个。", "请等待其结束，然后重新生成计划。")),
    WATCH_CUT_SHORT(
            "CH-305",
            503,
            en(
                    "The hub was stopped before it could confirm a change.",
                    "Somebody stopped the hub during an apply.",
                    "The next start uses the files as they are. Check whether the route runs."),
            zh("系统在确认变更正常之前被停止。", "应用变更期间有人停止了系统。", "下次启动将直接使用现有文件。请检查路由是否运行。")),
    TEST_RUNS(
            "CH-310",
            409,
            en(
                    "A connection test is already running.",
                    "Somebody else started it, or too many channels are being tested at once.",
                    "Try again when it has ended."),
            zh("已有连接测试正在运行。", "其他人已启动测试，或同时测试的渠道过多。", "请在其结束后重试。")),
    NAME_UNKNOWN(
            "CH-311",
            502,
            en(
                    "The host name cannot be resolved.",
                    "A typing error, or the DNS server does not know the name or does not answer.",
                    "Correct the host in the settings, or ask the DNS administrator."),
            zh("主机名无法解析。", "录入错误，或 DNS 服务器没有该名称或未应答。", "请修改设置中的主机名，或联系 DNS 管理员。")),
    PORT_CLOSED(
            "CH-312",
            502,
            en(
                    "No service accepts connections at this port.",
                    "The server is down, the port is wrong, or a firewall rejects the connection.",
                    "Check whether the server runs, then the port, then the firewall rules."),
            zh("该端口没有服务接受连接。", "服务器未运行、端口错误，或防火墙拒绝连接。", "请依次检查服务器是否运行、端口是否正确、防火墙是否放行。")),
    SERVER_SILENT(
            "CH-313",
            504,
            en(
                    "The server did not answer in time.",
                    "A firewall drops packets, the server hangs, or TLS was used with a server that expects plain text.",
                    "Check the firewall rules, and check that port and protocol match."),
            zh("服务器未在规定时间内应答。", "防火墙丢弃数据包、服务器无响应，或对只接受明文的服务器使用了 TLS。", "请检查防火墙是否放行，以及端口与协议是否匹配。")),
    SERVER_STRANGE(
            "CH-314",
            502,
            en(
                    "The server does not speak the protocol of this channel.",
                    "The port belongs to another service, or the server closed the connection.",
                    "Check port and protocol. The server log may say more."),
            zh("服务器使用的协议与该渠道不符。", "端口属于其他服务，或服务器关闭了连接。", "请检查端口和协议。服务器日志可能有更多信息。")),
    TLS_REFUSED(
            "CH-315",
            502,
            en(
                    "The server and the hub have no TLS version or cipher in common.",
                    "The server offers no TLS, or only outdated versions.",
                    "Have TLS 1.2 or later enabled at the server."),
            zh("服务器与本系统没有共同支持的 TLS 版本或加密套件。", "服务器不支持 TLS，或只支持过时的版本。", "请在服务器上启用 TLS 1.2 或更高版本。")),
    CERTIFICATE_UNTRUSTED(
            "CH-316",
            502,
            en(
                    "The server's certificate is not trusted.",
                    "It is self-signed, issued by the hospital's own authority, or sent by an attacker in between.",
                    "Compare it with the certificate on the server. Then give the issuer's certificate to the hub."),
            zh("服务器证书不受信任。", "证书是自签名的、由医院自建 CA 签发，或来自中间人攻击。", "请与服务器上的证书核对，然后把签发机构的证书配置给本系统。")),
    CERTIFICATE_OUT_OF_DATE(
            "CH-317",
            502,
            en(
                    "The server's certificate has expired or is not valid yet.",
                    "It was not renewed, or a clock is wrong.",
                    "Have it renewed, and compare the clocks."),
            zh("服务器证书已过期或尚未生效。", "证书未续期，或时钟有误。", "请续期证书，并核对时钟。")),
    CERTIFICATE_OTHER_NAME(
            "CH-318",
            502,
            en(
                    "The server's certificate was issued for another name.",
                    "The settings contain an IP address or an old name.",
                    "Use a name that the certificate contains."),
            zh("服务器证书的名称与主机名不符。", "设置中使用的是 IP 地址或旧名称。", "请使用证书中包含的名称。")),
    HOST_KEY_UNKNOWN(
            "CH-319",
            502,
            en(
                    "The server's host key differs from the known hosts file.",
                    "The server was reinstalled, the file lists its name in another form, or an attacker is in between.",
                    "Get the key's fingerprint from a separate source. Add the new line to the file only if they match."),
            zh("服务器主机密钥与已知主机文件不一致。", "服务器重装过、文件中的名称写法不同，或存在中间人攻击。", "请通过其他途径核实密钥指纹，一致后再把新行加入文件。")),
    LOGIN_REFUSED(
            "CH-320",
            502,
            en(
                    "The server rejects the login.",
                    "The password is wrong or expired, the account is locked, or the server does not support the login method.",
                    "Try the same account manually, then correct the settings."),
            zh("服务器拒绝登录。", "密码错误或过期、账号被锁定，或服务器不支持该登录方式。", "请用同一账号手工登录验证，然后修改设置。")),
    FOLDER_MISSING(
            "CH-321",
            502,
            en(
                    "The folder does not exist.",
                    "A typing error, wrong upper or lower case, or an account with another start folder.",
                    "List the folders with the same account, then correct the folder name."),
            zh("目录不存在。", "录入错误、大小写不符，或账号的起始目录不同。", "请用同一账号列出目录，然后修改目录名。")),
    RIGHT_MISSING(
            "CH-322",
            502,
            en(
                    "The account lacks a permission that the channel needs.",
                    "It is read-only, but the hub must move the files that it has taken.",
                    "Grant the account permission to create, rename and delete in the folder."),
            zh("账号缺少该渠道所需的权限。", "账号只有读权限，而系统需要移动已取走的文件。", "请授予账号在该目录中新建、重命名和删除的权限。")),
    DOOR_KEYLESS(
            "CH-323",
            502,
            en(
                    "No key gives access to this address of the hub.",
                    "The settings contain no key with the required role.",
                    "Create one: keys new --name <name> --role <role>."),
            zh("没有密钥可以访问系统的这个接口。", "设置中没有具备所需角色的密钥。", "请新建一个：keys new --name <name> --role <role>。")),
    TABLE_UNFIT(
            "CH-324",
            502,
            en(
                    "The table does not match the route.",
                    "The table or a column does not exist, or the key column has no unique index.",
                    "Compare table and columns with the route. The SQL state shows which it is."),
            zh("数据表与路由不一致。", "表或列不存在，或键列没有唯一索引。", "请对照路由检查表和列。所附的 SQL 状态码说明了具体原因。")),
    QUEUE_MISSING(
            "CH-325",
            502,
            en(
                    "The queue does not exist.",
                    "A typing error, or a broker that does not create queues automatically.",
                    "Have the queue created, or correct its name."),
            zh("队列不存在。", "录入错误，或消息中间件不自动创建队列。", "请创建该队列，或修改名称。")),
    FRAME_UNTERMINATED(
            "CH-326",
            422,
            en(
                    "A sender does not complete its MLLP frame.",
                    "The frame has no end mark (0x1C 0x0D), the sender began again, or it sends no frames at all.",
                    "Nothing was acknowledged. Check the MLLP settings of the sender at the logged address."),
            zh("发送方没有发完 MLLP 帧。", "帧没有结束标记（0x1C 0x0D），或发送方重新开始发送，或根本没有使用帧。", "系统没有应答任何消息。请检查日志中该地址发送方的 MLLP 设置。")),
    CONNECTIONS_TAKEN(
            "CH-327",
            503,
            en(
                    "All connections of the MLLP listener are in use.",
                    "Senders open more connections than maxConnections, or do not close them.",
                    "The connection that was silent for longest is closed, or the new one if none is silent. Correct the senders, or raise maxConnections."),
            zh(
                    "MLLP 监听的连接已全部占用。",
                    "发送方打开的连接数超过 maxConnections，或没有关闭连接。",
                    "系统会关闭静默最久的连接；若没有静默的连接，则拒绝新连接。请修正发送方，或调高 maxConnections。")),
    MAILBOX_REFUSED(
            "CH-328",
            502,
            en(
                    "The mail server refuses to open the folder.",
                    "IMAP is not enabled for the account, the provider does not trust the client, or a limit of the server.",
                    "Enable IMAP and the client authorization code in the webmail. The mail server log says more."),
            zh("邮件服务器拒绝打开该文件夹。", "账号未开通 IMAP、服务商不信任该客户端，或达到服务器限制。", "请在网页邮箱中开通 IMAP 并使用客户端授权码。邮件服务器日志有更多信息。")),
    MAILBOX_IN_USE(
            "CH-329",
            502,
            en(
                    "The folder of the mailbox is locked.",
                    "Another session holds it: another program, another hub, or a session that was not ended.",
                    "The hub retries automatically. End the other session if this lasts."),
            zh("邮箱文件夹被锁定。", "其他会话正在占用：其他程序、另一个系统实例，或未结束的会话。", "系统会自动重试。如持续出现，请结束该会话。")),
    MAILBOX_FULL(
            "CH-330",
            502,
            en(
                    "The mailbox is over its quota.",
                    "The account has no space left, so the server stores, moves or opens nothing.",
                    "Delete old mails from the folder of kept mails, or raise the quota."),
            zh("邮箱容量已满。", "账号没有剩余空间，服务器不再保存、移动或打开邮件。", "请删除已收件文件夹中的旧邮件，或增加容量。")),
    KEPT_FOLDER_REFUSED(
            "CH-331",
            502,
            en(
                    "Kept mails can be neither moved nor marked as set.",
                    "The server does not allow the folder of kept mails, or to move or mark mails.",
                    "No mail is lost or fetched twice. Set kept-folder to a folder that exists, or grant the permission."),
            zh("已收邮件无法按设置移动或标记。", "服务器不允许建立已收件文件夹，或不允许移动、标记邮件。", "邮件不会丢失，也不会重复收取。请把 kept-folder 设为已有的文件夹，或授予权限。")),
    LISTING_UNREADABLE(
            "CH-332",
            502,
            en(
                    "The FTP server's listing cannot be read.",
                    "It is in a form that the hub does not know, or a file name has a line break.",
                    "Enable MLSD at the server, or set its listing to the English Unix form."),
            zh("无法读取 FTP 服务器的目录列表。", "列表格式无法识别，或文件名含换行。", "请在服务器上启用 MLSD，或把列表设为英文 Unix 格式。")),
    BROKER_NOT_SHARED(
            "CH-338",
            503,
            en(
                    "Another hub on this database uses another broker.",
                    "One of them uses its embedded broker, or hub.broker.url leads to different brokers. Events would be split between two queues.",
                    "Set hub.broker.url on every hub to the same external Artemis. If the other hub is gone, wait for hub.node.lease, or remove it: hubs remove <name>."),
            zh(
                    "同一数据库上的另一个系统使用了不同的消息中间件。",
                    "其中一个使用内置消息中间件，或 hub.broker.url 指向不同的消息中间件，事件会分散到两个队列。",
                    "请在每个系统上将 hub.broker.url 设为同一个外部 Artemis。若另一个系统已停用，请等待 hub.node.lease 到期，或执行 hubs remove <名称> 将其移除。")),
    BLOBS_NOT_SHARED(
            "CH-339",
            503,
            en(
                    "This hub does not see the large inputs of the other hubs on this database.",
                    "hub.blobs.folder is not the same shared folder on every hub, is not mounted, or is set on some hubs only.",
                    "Mount the same folder on every hub and set hub.blobs.folder to it everywhere, or nowhere. Nothing was accepted."),
            zh(
                    "系统看不到同一数据库上其他系统保存的大文件。",
                    "各系统的 hub.blobs.folder 不是同一个共享目录、目录未挂载，或只有部分系统设置了该项。",
                    "请在每个系统上挂载同一个目录，并统一设置 hub.blobs.folder，或全部不设置。本次未受理任何数据。")),
    HUB_NAME_TAKEN(
            "CH-340",
            503,
            en(
                    "Another running hub on this database has the same name.",
                    "hub.home was copied from another machine together with the file hub.name.",
                    "Stop this hub and delete hub.name in its hub.home. It gets a new name at its next start."),
            zh(
                    "同一数据库上有另一个同名系统正在运行。",
                    "hub.home 是从另一台机器连同 hub.name 文件一起复制的。",
                    "请停止本系统，删除其 hub.home 中的 hub.name 文件。下次启动会生成新名称。")),
    SPACE_MISSING(
            "CH-334",
            502,
            en(
                    "There is no space left in the folder.",
                    "The disk is full, or the account is over its quota.",
                    "Free space, or raise the quota."),
            zh("目录中没有剩余空间。", "磁盘已满，或账号超出配额。", "请释放空间，或提高配额。")),
    DATA_CONNECTION_REFUSED(
            "CH-335",
            502,
            en(
                    "The login works, but no file can be transferred.",
                    "A firewall closes the passive ports, or the server rejects the TLS of data connections.",
                    "Open the passive ports of the FTP server. The server's answer and its log say more."),
            zh("可以登录，但无法传输文件。", "防火墙关闭了被动端口，或服务器拒绝数据连接的 TLS。", "请开放 FTP 服务器的被动端口。服务器应答和日志有更多信息。")),
    BYTES_CHANGED(
            "CH-336",
            502,
            en(
                    "The folder gives back other bytes than were written.",
                    "A program at the server changes files, or another program took the probe file.",
                    "Find out what changes files in the folder. Files delivered there may be damaged."),
            zh("从目录读回的数据与写入的不一致。", "服务器上的程序修改了文件，或其他程序取走了测试文件。", "请查明是什么修改了目录中的文件。投递到该目录的文件可能已损坏。")),
    FILE_NOT_STORED(
            "CH-337",
            502,
            en(
                    "The server did not store a test file, and does not say why.",
                    "Its disk may be full or broken.",
                    "Check disk and log of the server."),
            zh("服务器没有保存测试文件，也未说明原因。", "对方磁盘可能已满或损坏。", "请检查服务器的磁盘和日志。")),
    PLATFORM_BUSY(
            "CH-345",
            503,
            en(
                    "The platform asks the hub to come again later.",
                    "It answers 429 or 503: too many requests, or maintenance.",
                    "Nothing is needed: the hub waits as long as the platform asks, and tries again. Increase delay if it goes on."),
            zh("对方平台要求稍后再取。", "平台返回 429 或 503：请求过多，或正在维护。", "无需处理：系统按平台要求的时间等待后重试。若持续出现，请调大 delay。")),
    PLATFORM_FAULT(
            "CH-346",
            502,
            en(
                    "The platform answers with an error or a redirect.",
                    "The address or the form of the request is wrong, or the platform has a fault.",
                    "Check url, request and fields with the documentation of the platform. Nothing is lost: the position did not move."),
            zh("对方平台返回错误或重定向。", "地址或请求方式有误，或平台自身故障。", "请对照平台文档检查 url、request 和 fields。数据不会丢失：读取位置没有移动。")),
    ANSWER_UNREADABLE(
            "CH-347",
            502,
            en(
                    "The answer of the source cannot be read.",
                    "It is not of the expected format, or what the settings name is not in it.",
                    "Check the settings that name fields of the answer, and whether the platform changed its interface."),
            zh("无法读取数据源的应答。", "应答不是预期格式，或其中没有设置所指的字段。", "请检查描述应答字段的设置，以及平台接口是否变更。")),
    ANSWER_NEGATIVE_AT_SOURCE(
            "CH-348",
            502,
            en(
                    "The platform answers, and says in its answer that it refuses.",
                    "The field answerField has none of the accepted values: no permission, wrong parameters, or quota used up.",
                    "Ask the platform with the time of the failure, and check acceptedValues."),
            zh("平台有应答，但应答内容表示拒绝。", "answerField 指定字段的值不在接受范围内：没有权限、参数有误或配额用尽。", "请向平台方说明失败时间并核实，同时检查 acceptedValues。")),
    PAGES_REPEAT(
            "CH-349",
            502,
            en(
                    "The platform gives the same page or cursor again, or fewer items than it counts.",
                    "It ignores the field for the page or the cursor, or its list changed while it was read.",
                    "If it goes on: check pageField, cursorField and nextField; name totalField or moreField. What was read is kept."),
            zh(
                    "平台重复返回同一页或同一游标，或条数少于其总数。",
                    "平台忽略了页码或游标参数，或读取期间列表发生变化。",
                    "若持续出现：请检查 pageField、cursorField、nextField，并设置 totalField 或 moreField。已读取的数据已保存。")),
    LOOK_UNFINISHED(
            "CH-350",
            503,
            en(
                    "There were more pages than one look may read.",
                    "A long standstill, or a platform whose list never ends.",
                    "The next look reads shorter windows of time. If it goes on, increase max-pages or the size of a page."),
            zh("页数超过一次轮询的上限。", "停用时间较长，或平台的列表没有尽头。", "下一次轮询会缩短时间窗口。若持续出现，请调大 max-pages 或每页条数。")),
    PLATFORM_CLOCK_OFF(
            "CH-351",
            502,
            en(
                    "The clock of the platform differs from ours by more than five minutes.",
                    "One of the two clocks is wrong.",
                    "Check the time on both sides. The hub allows for the difference; times in items may be wrong."),
            zh("平台时钟与本系统相差超过五分钟。", "其中一方的时钟不准。", "请核对双方时间。系统读取时会考虑时差；数据中的时间可能不准。")),
    ANSWER_TOO_LARGE(
            "CH-352",
            502,
            en(
                    "The answer of the source is larger than the hub reads.",
                    "A page has too many items, or the address leads to something else.",
                    "Decrease the size of a page, or increase max-size. The position did not move."),
            zh("数据源的应答超过系统读取上限。", "每页条数过多，或地址指向了其他内容。", "请减小每页条数，或调大 max-size。读取位置没有移动。")),
    FEED_UNREADABLE(
            "CH-353",
            502,
            en(
                    "The answer is no feed.",
                    "The address gives a page, for example a login, or a document that is neither RSS nor Atom, or one that defines entities.",
                    "Open the address in a browser and correct url. Nothing is lost: the position did not move."),
            zh(
                    "应答不是订阅源（feed）。",
                    "该地址返回网页（例如登录页）、既非 RSS 也非 Atom 的文档，或含有实体定义的文档。",
                    "请用浏览器打开该地址并更正 url。数据不会丢失：读取位置没有移动。")),
    FEED_MOVED(
            "CH-354",
            502,
            en(
                    "The feed answers with a redirect, which the hub does not follow.",
                    "The feed has a new address, or a login stands before it.",
                    "Find the address that gives the feed itself, and put it in url."),
            zh("订阅源返回重定向，系统不跟随。", "订阅源更换了地址，或需要先登录。", "请找到直接返回订阅源的地址并填入 url。")),
    FEED_CUT_OFF(
            "CH-355",
            502,
            en(
                    "A feed ends before its end.",
                    "The server stopped in the middle of the document, or the document is broken.",
                    "The entries before that place are kept. If it goes on, tell the operator of the feed."),
            zh("订阅源文档不完整。", "服务器中途停止发送，或文档已损坏。", "该处之前的条目已保存。若持续出现，请告知订阅源的运营方。")),
    PORT_UNOPENABLE(
            "CH-358",
            409,
            en(
                    "The hub cannot listen at this port.",
                    "Another program or channel has the port, it is below 1024, or the address is not one of this machine.",
                    "Choose another port, or the address of this machine."),
            zh("系统无法监听此端口。", "端口已被其他程序或渠道占用、小于 1024，或地址不属于本机。", "请更换端口，或填写本机的地址。")),
    PEER_UNKNOWN(
            "CH-359",
            403,
            en(
                    "A sender that is not in peers connected to the MLLP listener.",
                    "A new machine of the hospital system, a scanner, or an attacker.",
                    "The connection was closed. If the address in the log is a sender, add it to peers."),
            zh("不在 peers 中的地址连接了 MLLP 监听端口。", "医院业务系统更换了机器、网络扫描，或攻击。", "连接已关闭。如日志中的地址是发送方，请把它加入 peers。")),
    SENDER_TLS_FAILED(
            "CH-360",
            403,
            en(
                    "A sender and the MLLP listener did not agree on TLS.",
                    "The sender speaks no TLS or an outdated version, does not trust the hub's certificate, or shows none that tlsSendersFile knows.",
                    "The connection was closed, and nothing was taken. Compare the settings of TLS of the sender at the logged address with those of the channel."),
            zh(
                    "发送方与 MLLP 监听端未能建立 TLS。",
                    "发送方没有使用 TLS 或版本过旧，不信任平台的证书，或没有出示 tlsSendersFile 认可的证书。",
                    "连接已关闭，未接收任何数据。请核对日志中该地址发送方的 TLS 设置与渠道的 TLS 设置。")),
    CHANNEL_FAULT(
            "CH-901",
            500,
            en(
                    "Unexpected failure while replacing a route.",
                    "A defect in the hub.",
                    "The previous version is running. Keep the log and report it."),
            zh("替换路由时发生意外错误。", "系统自身缺陷。", "之前的版本仍在运行。请保留日志并报告此问题。")),

    // DU: duty; ST: status. All are findings of a case.
    DUTY_PROVISIONAL(
            "DU-101",
            422,
            en(
                    "A due date lies in a year whose calendar is not loaded.",
                    "The holidays of that year are not yet announced, or the calendar file was not extended.",
                    "Add the year to the file under mappings/calendars. Until then Saturdays and Sundays decide."),
            zh("截止日期所在年份的日历尚未加载。", "该年度放假安排尚未公布，或日历文件没有更新。", "请在 mappings/calendars 的文件中补充该年份。在此之前只按周六、周日判断。")),
    DUTY_EXTENSION_LATE(
            "DU-102",
            422,
            en(
                    "An extension was asked for after the limit had ended.",
                    "An extension has to be asked for before the limit ends.",
                    "The first due date stays. Nothing else is needed."),
            zh("延期申请晚于原期限。", "延期应当在期限届满前申请。", "仍按原截止日期计算，无需处理。")),
    DUTY_DATE_UNREADABLE(
            "DU-103",
            422,
            en(
                    "The date that an order names cannot be used.",
                    "It cannot be read, lies before the start, or lies ten years away.",
                    "The limit of the rule counts. Have the sender correct the date."),
            zh("工单注明的期限无法使用。", "无法读取，早于起算时间，或相差十年以上。", "暂按规则的期限计算。请发送方更正日期。")),
    DUTY_CONDITION_FAILED(
            "DU-104",
            422,
            en(
                    "The condition of a rule cannot be evaluated for this case.",
                    "A value has another type than the condition expects.",
                    "The rule does not count for this case. Correct the condition under mappings/duties."),
            zh("无法对该案件判断规则的适用条件。", "某个值的类型与条件不符。", "该规则对此案件不生效。请修改 mappings/duties 中的条件。")),
    DUTY_EXTENSION_TOO_LONG(
            "DU-105",
            422,
            en(
                    "An extension goes beyond what the rule allows.",
                    "The new date is too far away, or the limit was extended too often.",
                    "The longest allowed limit counts. Check the extension with the person who granted it."),
            zh("延期超出规则允许的范围。", "新的日期过远，或延期次数过多。", "按允许的最长期限计算。请与批准人核实。")),
    ALARM_CONDITION_FAILED(
            "DU-106",
            422,
            en(
                    "The condition of an alarm cannot be evaluated for this case.",
                    "A value has another type than the condition expects.",
                    "The rule raises no alarm for this case. Correct the condition under mappings/alarms."),
            zh("无法对该案件判断即时告警的条件。", "某个值的类型与条件不符。", "该规则对此案件不产生告警。请修改 mappings/alarms 中的条件。")),
    ALARM_TOO_OFTEN(
            "DU-107",
            422,
            en(
                    "One rule has raised too many alarms for this case.",
                    "An alarm button is stuck, or a system sends the same alarm under new ids. The first 20 were sent.",
                    "Check the device or the system that sends the alarms."),
            zh("同一规则对该案件产生的告警过多。", "报警按钮卡住，或系统以新的编号重复发送同一告警。前 20 次已发送。", "请检查发出告警的设备或系统。")),
    STATUS_TYPE_UNKNOWN(
            "ST-101",
            422,
            en(
                    "The type of a status event is not in the code list.",
                    "The sender uses a word that status-type.csv does not have.",
                    "The event is kept and changes nothing. Add the word as an alias, or correct the sender."),
            zh("状态事件的类型不在代码表中。", "发送方使用了 status-type.csv 没有的词。", "事件已保存，但不改变状态。请补充别名，或修正发送方。")),
    STATUS_NOT_POSSIBLE(
            "ST-102",
            422,
            en(
                    "A status event is not possible in the state of the case.",
                    "An event before it has not arrived, came twice, or belongs to another case.",
                    "The event is kept and changes nothing. It counts by itself once the event before it has arrived."),
            zh("案件当前状态下不可能发生该事件。", "此前的事件尚未到达，或事件重复，或属于其他案件。", "事件已保存，但不改变状态。此前的事件到达后会自动生效。")),
    STATUS_FIELD_MISSING(
            "ST-103",
            422,
            en(
                    "A status event lacks a field that its type needs.",
                    "For example a case is not handled, and no reason is given.",
                    "The event counts. Ask the sender for what is missing."),
            zh("状态事件缺少该类型必需的字段。", "例如不予处理但没有说明理由。", "事件有效。请发送方补充缺少的内容。")),
    STATUS_OUT_OF_TURN(
            "ST-104",
            422,
            en(
                    "A status event needs something to be open, or nothing to be open.",
                    "An extension is granted that nobody asked for, or a second forum opens beside the first.",
                    "The event is kept and changes nothing. Check the order of the events with the sender."),
            zh("状态事件缺少前提，或与尚未结束的事项冲突。", "例如无人申请却批准延期，或在一个途径未结束时又进入另一个途径。", "事件已保存，但不改变状态。请与发送方核对事件顺序。")),
    STATUS_TIME_IMPLAUSIBLE(
            "ST-105",
            422,
            en(
                    "The time of a status event cannot be right.",
                    "It lies more than an hour after its arrival, or before 1990.",
                    "The time of arrival counts. Correct the clock or the format of the sender."),
            zh("状态事件的时间不合理。", "比到达时间晚一小时以上，或早于 1990 年。", "按到达时间计算。请修正发送方的时钟或格式。")),
    STATUS_ID_REUSED(
            "ST-106",
            409,
            en(
                    "The id of a status event was already used for another content.",
                    "The sender changed an event and kept its id.",
                    "The first event counts. Ask the sender to send the change under a new id."),
            zh("状态事件的编号已用于其他内容。", "发送方修改事件后沿用了原编号。", "以首次收到的事件为准。请发送方用新的编号重新发送。")),
    STATUS_CASE_UNKNOWN(
            "ST-107",
            404,
            en(
                    "No case of this institution has the number that a status event names.",
                    "The complaint has not arrived yet, the number is wrong, or the case belongs to another institution.",
                    "The event waits and is used once a case gets that number. Check the number if it waits for days."),
            zh("本机构没有该编号的案件。", "投诉尚未到达，编号有误，或案件属于其他机构。", "事件将等待，案件获得该编号后自动生效。长时间未生效时请核对编号。")),
    STATUS_CASE_AMBIGUOUS(
            "ST-108",
            409,
            en(
                    "The numbers that a status event names belong to several cases.",
                    "The sender mixed up two cases, or the cases have to be merged first.",
                    "The event waits and changes nothing. Ask the sender for the right number."),
            zh("状态事件中的编号属于多个案件。", "发送方混淆了案件，或案件应先合并。", "事件将等待，不改变任何案件。请向发送方确认正确的编号。")),
    STATUS_TOO_MANY(
            "ST-109",
            429,
            en(
                    "A case has too many status events.",
                    "A sender repeats the same event under new ids.",
                    "The event is not taken. Correct the sender."),
            zh("案件的状态事件过多。", "发送方用新的编号反复发送同一事件。", "该事件未被接收。请修正发送方。")),
    STATUS_CODE_UNKNOWN(
            "ST-110",
            422,
            en(
                    "A status event has a code that its code list does not have.",
                    "The sender uses codes of its own that the mapping does not translate.",
                    "The event counts, but such a part of a classification changes nothing. Add the code to the list or to the mapping."),
            zh("状态事件含有代码表之外的代码。", "发送方使用自有代码，映射没有转换。", "事件有效，但分类中含此代码的部分不生效。请在代码表或映射中补充该代码。")),
    MERGE_TARGET_UNKNOWN(
            "ST-111",
            422,
            en(
                    "A case is merged into one that this institution does not have.",
                    "That complaint has not arrived yet, was erased, has another number, or belongs to another institution.",
                    "The case stays as it is. The event counts by itself once that case is there. Otherwise correct the number."),
            zh("案件要并入的案件不属于本机构或不存在。", "该投诉尚未到达、已被删除、编号有误，或属于其他机构。", "案件保持不变。目标案件到达后事件自动生效；否则请更正编号。")),
    MERGE_IN_A_CIRCLE(
            "ST-112",
            422,
            en(
                    "A case is merged into itself, or into one that was merged into it.",
                    "Two systems merged the same cases in opposite directions.",
                    "The merge that came first stands. Take it apart before merging the other way."),
            zh("案件被并入自身，或并入已并入它的案件。", "两个系统以相反的方向合并了同样的案件。", "先到的并案有效。需要反向合并时请先取消并案。")),
    MERGE_TARGET_AMBIGUOUS(
            "ST-113",
            422,
            en(
                    "The event of a merge names several cases into which one should be merged.",
                    "The field others has numbers of different cases.",
                    "The case stays as it is. Send an event that names one case; merge the others one by one."),
            zh("并案事件指定了多个目标案件。", "others 字段中的编号属于不同的案件。", "案件保持不变。请发送只指定一个目标案件的事件，其他案件逐一合并。")),
    MERGE_TOO_MANY(
            "ST-114",
            422,
            en(
                    "Too many cases are merged into one.",
                    "A program merges without end, or a whole campaign is merged into one case.",
                    "The case stays as it is. Split the group, or correct the program."),
            zh("并入同一案件的案件过多。", "程序不断合并，或把整批投诉并入一个案件。", "案件保持不变。请拆分该组，或修正程序。")),
    STATUS_TO_THE_ACCUSED(
            "ST-115",
            422,
            en(
                    "A case of the discipline route was handed to one of those complained of.",
                    "The department or person of a status event is among those that the case names.",
                    "The event counts. Give the case to somebody else, and find out what they were shown."),
            zh("纪检途径的案件被交给了被投诉方。", "状态事件中的科室或人员属于该案件的被投诉对象。", "事件有效。请改派他人，并查明其看到了什么。")),

    // RP: reports
    REPORT_PERIOD_INVALID(
            "RP-101",
            422,
            en(
                    "The period is none that this report can be made for.",
                    "It is not written like 2026-07, 2026Q3, 2026H2 or 2026, or the report has no such length.",
                    "Ask for one of the periods that the list of reports names."),
            zh("该报告不能按此期间生成。", "期间写法不是 2026-07、2026Q3、2026H2 或 2026，或该报告不支持此长度。", "请使用报告列表中列出的期间类型。")),
    WARNING_STATE(
            "RP-103",
            409,
            en(
                    "This is not possible in the state of the warning.",
                    "A warning is acknowledged once; it is returned after an answer; where an answer is asked for, it is closed after one.",
                    "Look at the warning again. To end one without an answer, dismiss it and say why."),
            zh("预警处于当前状态时不能这样处理。", "预警只能签收一次；答复后才能退回；要求答复的，答复后才能关闭。", "请重新查看该预警。如无需答复，请注明理由后撤销。")),
    REPORT_TOO_LONG(
            "RP-102",
            422,
            en(
                    "A table of the report would have too many rows.",
                    "A ledger lists every case, and the period has more than 20000.",
                    "Make the report for a shorter period."),
            zh("报告中的表格行数过多。", "台账逐件列出案件，该期间超过 20000 件。", "请缩短期间后重新生成。")),
    FACTS_MISSING(
            "RP-201",
            409,
            en(
                    "Cases have no facts, so a report would count too few.",
                    "The cases are from a version of the hub before reports.",
                    "Run reports rebuild-facts once, then make the report again."),
            zh("部分案件没有统计数据，报告会少计。", "这些案件由尚无报告功能的旧版本登记。", "请运行一次 reports rebuild-facts，再重新生成报告。")),
    REPORT_FONT_MISSING(
            "RP-202",
            409,
            en(
                    "There is no font with Chinese characters that a PDF can embed.",
                    "The system has none with TrueType outlines (Noto CJK has others), or hub.report.body-font names no such file.",
                    "Install fonts-arphic-gbsn00lp or fonts-wqy-zenhei, or set hub.report.body-font. HTML, DOCX and XLSX need no font."),
            zh(
                    "没有可嵌入 PDF 的中文字体。",
                    "系统中没有 TrueType 轮廓的中文字体（Noto CJK 不是），或 hub.report.body-font 指定的文件不可用。",
                    "请安装 fonts-arphic-gbsn00lp 或 fonts-wqy-zenhei，或设置 hub.report.body-font。HTML、DOCX 和 XLSX 不需要字体。")),
    REPORT_TEMPLATE_INVALID(
            "RP-203",
            500,
            en(
                    "The template of a report cannot be used.",
                    "A page under mappings/reports names what a report does not have, or is no XHTML.",
                    "Correct the template of the report that the field names."),
            zh("报告模板无法使用。", "mappings/reports 下的页面引用了不存在的内容，或不是合法的 XHTML。", "请修改 field 所指报告的模板。")),

    // AC: access
    KEY_MISSING(
            "AC-101",
            401,
            en(
                    "The request has no valid API key.",
                    "There is no bearer key, or the hub does not know it.",
                    "Send Authorization: Bearer with a valid key."),
            zh("请求没有有效的 API 密钥。", "没有提供 Bearer 密钥，或系统不认识该密钥。", "请用 Authorization: Bearer 头发送有效密钥。")),
    ROLE_MISSING(
            "AC-102",
            403,
            en(
                    "The key does not have the role that this address requires.",
                    "The key was made for another purpose.",
                    "Use a key with the required role."),
            zh("密钥不具备该接口要求的角色。", "该密钥是为其他用途创建的。", "请使用具备所需角色的密钥。")),
    NOT_FOUND(
            "AC-103",
            404,
            en("Nothing was found at this address.", "A wrong number or id.", "Check the number."),
            zh("该地址没有内容。", "编号或 ID 有误。", "请检查编号。")),
    REQUEST_INVALID(
            "AC-104",
            400,
            en(
                    "A request parameter has an invalid value.",
                    "A typing error or a value out of range.",
                    "Correct the request."),
            zh("请求参数的值无效。", "录入错误，或值超出范围。", "请修改请求。")),
    METHOD_UNKNOWN(
            "AC-105",
            405,
            en(
                    "This address does not support this method.",
                    "For example GET at an address that expects POST.",
                    "Use a method listed in the API description."),
            zh("该接口不支持此方法。", "例如接口要求 POST，请求却用了 GET。", "请使用 API 说明中列出的方法。")),
    MEDIA_TYPE_UNKNOWN(
            "AC-106",
            415,
            en(
                    "This address does not accept this media type.",
                    "Content-Type is missing or wrong, or the body is compressed (Content-Encoding).",
                    "Send a media type listed in the API description. Of a push the first 64 KB are kept."),
            zh(
                    "该接口不接受此媒体类型。",
                    "缺少 Content-Type 或其值有误，或请求体经过压缩（Content-Encoding）。",
                    "请使用 API 说明中列出的媒体类型。推送数据的前 64 KB 会被保存。")),
    NOT_ACCEPTABLE(
            "AC-107",
            406,
            en(
                    "The answer is not available in any format that the request accepts.",
                    "The Accept header is too narrow.",
                    "Accept application/json and application/problem+json."),
            zh("应答没有请求可接受的格式。", "Accept 头的范围过窄。", "请在 Accept 中包含 application/json 和 application/problem+json。")),
    BODY_INCOMPLETE(
            "AC-108",
            408,
            en(
                    "The body did not arrive completely in time.",
                    "The connection was slow or broke, or the body does not match its header.",
                    "Send it again. Of a push the first 64 KB are kept in a receipt with the outcome refused."),
            zh("请求体未在规定时间内完整到达。", "连接过慢或中断，或请求体与请求头不符。", "请重发。推送数据的前 64 KB 保存在结果为 refused 的接收记录中。")),
    REQUEST_MALFORMED(
            "AC-109",
            400,
            en(
                    "The request is not valid HTTP.",
                    "A forbidden character in the address, a head above 16 KB, no Host, or an unknown or repeated body length.",
                    "Correct the client, or the proxy in front of the hub. Nothing was accepted."),
            zh("请求不是有效的 HTTP。", "地址含非法字符、请求头超过 16 KB、缺少 Host，或请求体长度未知或重复。", "请修正客户端或前置代理。本次未受理任何数据。")),
    KEY_BOUND(
            "AC-110",
            403,
            en(
                    "The key is bound to institutions, and this address shows the hub as a whole.",
                    "The setting institutions of the key names institutions.",
                    "Use a key that is bound to no institution."),
            zh("该密钥仅限于指定机构，而该接口涉及整个平台。", "该密钥的 institutions 设置指定了机构。", "请使用未限定机构的密钥。")),
    DIRECTORY_OF_ANOTHER(
            "AC-111",
            422,
            en(
                    "A patient message of another institution than the hub's own.",
                    "The channel of patient messages is bound to another institution.",
                    "The patient directory is that of the hub's own institution. Run a hub of its own for that hospital, or end the connection."),
            zh("收到其他机构的患者消息。", "接收患者消息的通道设置为其他机构。", "患者目录仅供平台所属机构使用。请为该医院单独部署平台，或断开该连接。")),
    GROUP_MISSING(
            "AC-112",
            403,
            en(
                    "The person is known, but none of the person's groups has rights in the hub.",
                    "The person is in no group that hub.login names, or the group was removed.",
                    "Add the person to such a group, or name the group under hub.login. Then log in again."),
            zh(
                    "身份已确认，但所属用户组在平台中均无权限。",
                    "该人员不在 hub.login 列出的任何组中，或所在组已被移除。",
                    "请把该人员加入相应用户组，或在 hub.login 下配置该组，然后重新登录。")),
    ACCOUNT_OF_DIRECTORY(
            "AC-113",
            409,
            en(
                    "The hub keeps no password of this account.",
                    "The person logs in by the hospital's directory or identity provider.",
                    "Change the password there. The hub can disable the account and end its sessions."),
            zh("平台不保存该账号的密码。", "该人员通过医院目录或统一身份认证登录。", "请在那里修改密码。平台可以停用该账号并结束其会话。")),
    PERSON_DISABLED(
            "AC-114",
            403,
            en(
                    "This person may not log in to the hub.",
                    "An administrator disabled the account in the hub.",
                    "Ask the person who manages accounts: users enable opens it again."),
            zh("该人员不能登录平台。", "管理员已在平台停用该账号。", "请联系账号管理员，可用 users enable 重新启用。")),
    PROVIDER_LOGIN_REFUSED(
            "AC-115",
            401,
            en(
                    "The login at the identity provider was not completed.",
                    "It was cancelled, took more than 10 minutes, was begun in another browser, or the provider's answer is not valid.",
                    "Log in again. If that does not help, compare hub.login.oidc and the clocks of both machines with the provider."),
            zh(
                    "统一身份认证的登录未完成。",
                    "登录被取消、超过 10 分钟、在其他浏览器中发起，或认证系统的应答无效。",
                    "请重新登录。如仍失败，请核对 hub.login.oidc 与认证系统的配置以及两台机器的时钟。")),
    GROUPS_CONTRADICT(
            "AC-202",
            403,
            en(
                    "The groups of the person give different rights at different institutions.",
                    "A person has the same rights at each institution, and the sum of these groups would give more than each of them.",
                    "Take the person out of a group, or give one group what the person needs."),
            zh("该人员所属的用户组在不同机构给出不同权限。", "一个人在各机构的权限必须相同，合并这些组会超出各组原有的授权。", "请将该人员移出其中一个组，或用一个组给出所需权限。")),
    DIRECTORY_ENTRY_UNUSABLE(
            "AC-203",
            500,
            en(
                    "The directory's entry of the person cannot be told from others.",
                    "Several entries have that name, or the entry lacks the attribute that never changes, or the one with the name.",
                    "Correct users-base, users-filter, name-attribute or id-attribute under hub.login.ldap, or the entry."),
            zh(
                    "无法在目录中唯一确定该人员的条目。",
                    "存在多个同名条目，或条目缺少固定标识或名称属性。",
                    "请修改 hub.login.ldap 下的 users-base、users-filter、name-attribute 或 id-attribute，或修正该条目。")),
    DIRECTORY_REFUSES_HUB(
            "AC-204",
            500,
            en(
                    "The directory refuses the hub's own account.",
                    "The DN or the password is wrong, or the account has expired.",
                    "Correct hub.login.ldap.bind-dn and bind-password. Local accounts still log in."),
            zh("目录拒绝平台自身的账号。", "DN 或密码有误，或账号已过期。", "请修改 hub.login.ldap.bind-dn 和 bind-password。本地账号仍可登录。")),
    DIRECTORY_WITHOUT_TLS(
            "AC-205",
            500,
            en(
                    "The directory refuses to speak TLS.",
                    "hub.login.ldap.url begins with ldap://: the hub demands StartTLS before any login, and this server has no certificate or no StartTLS.",
                    "Give the directory a certificate, or name an address with ldaps://. No password was sent. Local accounts still log in."),
            zh(
                    "目录拒绝使用 TLS。",
                    "hub.login.ldap.url 以 ldap:// 开头，平台在任何登录前都要求 StartTLS，而该服务器没有证书或不支持 StartTLS。",
                    "请为目录配置证书，或改用 ldaps:// 地址。未发送任何密码。本地账号仍可登录。")),
    WORK_BUSY(
            "AC-301",
            503,
            en(
                    "No capacity is free for this task now.",
                    "Others are comparing inputs or testing mappings, or one such task does not end.",
                    "Try again in a minute."),
            zh("暂时没有空闲资源执行此任务。", "其他人正在比较输入或测试映射，或某个任务一直未结束。", "请一分钟后重试。")),
    DIRECTORY_UNREACHABLE(
            "AC-302",
            503,
            en(
                    "The hospital's directory does not answer.",
                    "It is down, the network or a firewall stands between, it is slow, or its certificate is not trusted.",
                    "Look at the directory and at hub.login.ldap. Local accounts still log in."),
            zh("医院目录没有响应。", "目录停机、网络或防火墙阻断、响应过慢，或证书不受信任。", "请检查目录和 hub.login.ldap。本地账号仍可登录。")),
    PROVIDER_UNREACHABLE(
            "AC-303",
            503,
            en(
                    "The identity provider does not answer.",
                    "It is down, the network stands between, its certificate is not trusted, or it names another issuer than the settings.",
                    "Look at the provider and at hub.login.oidc. Local accounts still log in."),
            zh("统一身份认证系统没有响应。", "系统停机、网络阻断、证书不受信任，或其 issuer 与设置不一致。", "请检查认证系统和 hub.login.oidc。本地账号仍可登录。")),
    ACCESS_FAULT(
            "AC-901",
            500,
            en(
                    "Unexpected failure while handling the request.",
                    "A defect in the hub.",
                    "Report it with the time of the request."),
            zh("处理请求时发生意外错误。", "系统自身缺陷。", "请附上请求时间报告此问题。")),

    // CO: console
    ACCOUNT_RIGHT_MISSING(
            "CO-101",
            403,
            en(
                    "The account does not have the right that this page or action requires.",
                    "The right was not given to the account, or the account sees only some institutions.",
                    "Ask the person who manages accounts for the right."),
            zh("账号没有此页面或操作所需的权限。", "该账号未被授予此权限，或只能查看部分机构。", "请向账号管理员申请权限。")),
    PASSWORD_REFUSED(
            "CO-102",
            400,
            en(
                    "The password was not changed.",
                    "The old password is wrong, or the new one is the old one, is shorter than 12 characters, is longer than 72 bytes, repeats few characters or contains the name.",
                    "Enter the old password again, and choose another new one."),
            zh("密码未修改。", "旧密码错误，或新密码与旧密码相同、不足 12 个字符、超过 72 字节、字符重复过多，或包含账号名。", "请重新输入旧密码，并另选一个新密码。")),
    ACCOUNT_EXISTS(
            "CO-103",
            409,
            en(
                    "An account of that name exists.",
                    "The name is taken, perhaps by an account that was disabled.",
                    "Choose another name, or give the account a new password."),
            zh("该账号名已存在。", "该名称已被占用，也可能属于已停用的账号。", "请换一个名称，或为该账号设置新密码。")),
    REASON_MISSING(
            "CO-104",
            403,
            en(
                    "Content is shown only after a reason was given.",
                    "No reason was entered since the login.",
                    "Enter a reason. It is recorded with each sight of content."),
            zh("填写查看原因后才能查看内容。", "登录后尚未填写查看原因。", "请填写原因。每次查看内容都会连同原因一并记录。")),
    VIEW_REFUSED(
            "CO-105",
            409,
            en(
                    "The view was not kept.",
                    "The person has another view of that list and name, or 30 views already.",
                    "Choose another name, or remove a view that is not needed."),
            zh("视图未保存。", "此人在该列表下已有同名视图，或已有 30 个视图。", "请换一个名称，或删除不需要的视图。"));

    private final String code;
    private final int httpStatus;
    private final ProblemText english;
    private final ProblemText chinese;

    Problem(String code, int httpStatus, ProblemText english, ProblemText chinese) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.english = english;
        this.chinese = chinese;
    }

    private static ProblemText en(String meaning, String cause, String remedy) {
        return new ProblemText(meaning, cause, remedy);
    }

    private static ProblemText zh(String meaning, String cause, String remedy) {
        return new ProblemText(meaning, cause, remedy);
    }

    /** Stable code, {@code XX-nnn}. */
    public String code() {
        return code;
    }

    /** The step that raises it, as the ledger and the log name it. */
    public String room() {
        return switch (code.substring(0, 2)) {
            case "RC" -> "receive";
            case "RD" -> "read";
            case "MP" -> "map";
            case "CK" -> "check";
            case "EN" -> "enrich";
            case "RE" -> "record";
            case "DL" -> "deliver";
            case "DI" -> "district";
            case "CH" -> "channel";
            case "DU" -> "duty";
            case "ST" -> "status";
            case "CO" -> "console";
            default -> "access";
        };
    }

    /** HTTP status a waiting sender gets, 400–599. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The texts for people in this language. */
    public ProblemText in(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }

    /** One English sentence for people: what is wrong. */
    public String meaning() {
        return english.meaning();
    }

    /** In English: the usual cause. */
    public String cause() {
        return english.cause();
    }

    /** In English: what to do. */
    public String remedy() {
        return english.remedy();
    }

    /** True if something outside is unavailable and the same input may succeed later (first digit of the code is 3). */
    public boolean isPassing() {
        return code.charAt(3) == '3';
    }

    /**
     * The problem with this code.
     * @throws IllegalArgumentException if no problem has it
     */
    public static Problem ofCode(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("unknown problem code"));
    }

    /** The problem with this code, if this version of the hub knows it. */
    public static Optional<Problem> find(String code) {
        return Arrays.stream(values())
                .filter(problem -> problem.code.equals(code))
                .findFirst();
    }
}

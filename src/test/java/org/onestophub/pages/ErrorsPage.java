package org.onestophub.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemText;

/** docs/errors.md and docs/zh-CN/errors.md, made from the enum. */
final class ErrorsPage {

    private static final String ENGLISH_HEAD = """
            # Errors

            English · [中文](zh-CN/errors.md)

            Generated from `Problem`; do not edit. After a change of the enum:
            `./mvnw test -Dtest=DocsFreshTest -Ddocs.update=true`.

            A code never changes its meaning and is never reused. Its letters name the step that raises it. Its first digit says
            who acts:

            | digit | what is wrong | what the hub does | who acts |
            |---|---|---|---|
            | 1 | the input | no retry; quarantine, or the sender gets the error at once | the sender |
            | 2 | our mapping or setting | no retry; quarantine, then replay after the correction | who operates the hub |
            | 3 | something outside, for now | retries automatically, or asks the sender to send again | operations |
            | 9 | the hub | quarantine, and an error in the log | the developers of the hub |

            Over HTTP a problem is an RFC 9457 body with the member `code`. The column HTTP is its status. `title` and `detail` are
            in Chinese if the request has `Accept-Language: zh`; `Content-Language` names the language. Over MLLP, AA confirms a
            message that was kept. A code with digit 3 is AE: send again. A message that is not HL7 is AR. Some codes of the check
            are findings: the complaint carries them, and they stop nothing.
            """;

    private static final String CHINESE_HEAD = """
            # 错误代码

            [English](../errors.md) · 中文

            本页由 `Problem` 枚举生成，请勿直接编辑。修改枚举后运行：\
            `./mvnw test -Dtest=DocsFreshTest -Ddocs.update=true`。

            错误代码的含义永不改变，也不会重复使用。字母表示报错的步骤，第一位数字表示由谁处理：

            | 数字 | 问题所在 | 系统的处理 | 由谁处理 |
            |---|---|---|---|
            | 1 | 输入数据 | 不重试；进入隔离区，或立即向发送方返回错误 | 发送方 |
            | 2 | 本系统的映射或设置 | 不重试；进入隔离区，修正后重放 | 系统管理员 |
            | 3 | 外部系统暂时不可用 | 自动重试，或请发送方重发 | 运维人员 |
            | 9 | 系统自身 | 进入隔离区，并在日志中记录错误 | 系统开发者 |

            通过 HTTP 返回时，错误采用 RFC 9457 格式，代码在 `code` 字段中，HTTP 状态码见“HTTP”一列。请求带有 \
            `Accept-Language: zh` 时，`title` 和 `detail` 为中文；`Content-Language` 标明所用语言。通过 MLLP 时，已保存的消息\
            应答 AA；数字为 3 时应答 AE（请重发）；不是 HL7 的数据应答 AR。校验步骤的部分代码只是提示：记录在投诉中，\
            不会中断处理。
            """;

    /** Behind the name of each step, which is the same in every language. */
    private static final Map<String, String> CHINESE_ROOMS = Map.ofEntries(
            Map.entry("receive", "（接收）"),
            Map.entry("read", "（读取）"),
            Map.entry("map", "（映射）"),
            Map.entry("check", "（校验）"),
            Map.entry("enrich", "（补充患者信息）"),
            Map.entry("record", "（登记入账）"),
            Map.entry("deliver", "（投递）"),
            Map.entry("district", "（区卫健委变更流）"),
            Map.entry("channel", "（渠道和启动）"),
            Map.entry("duty", "（办理期限）"),
            Map.entry("status", "（办理状态）"),
            Map.entry("console", "（控制台）"),
            Map.entry("access", "（访问控制）"));

    private ErrorsPage() {}

    static String text(Language language) {
        boolean isChinese = language == Language.CHINESE;
        StringBuilder page = new StringBuilder(isChinese ? CHINESE_HEAD : ENGLISH_HEAD);
        byRoom().forEach((room, problems) -> {
            page.append("\n## ")
                    .append(room)
                    .append(isChinese ? CHINESE_ROOMS.get(room) : "")
                    .append("\n\n");
            page.append(
                    isChinese
                            ? "| 代码 | HTTP | 含义 | 常见原因 | 处理办法 |\n"
                            : "| code | HTTP | meaning | usual cause | what to do |\n");
            page.append("|---|---|---|---|---|\n");
            for (Problem problem : problems) {
                ProblemText text = problem.in(language);
                page.append(Markdown.row(
                        "`" + problem.code() + "`",
                        String.valueOf(problem.httpStatus()),
                        text.meaning(),
                        text.cause(),
                        text.remedy()));
            }
        });
        return page.toString();
    }

    private static Map<String, List<Problem>> byRoom() {
        Map<String, List<Problem>> rooms = new LinkedHashMap<>();
        Arrays.stream(Problem.values())
                .forEach(problem -> rooms.computeIfAbsent(problem.room(), room -> new ArrayList<>())
                        .add(problem));
        return rooms;
    }
}

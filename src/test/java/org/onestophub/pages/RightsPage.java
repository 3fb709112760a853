package org.onestophub.pages;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.problem.Language;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** docs/rights.md and docs/zh-CN/rights.md, made from what the addresses of the operators' API declare. */
final class RightsPage {

    private static final String OPERATORS = "/api/ops/v1";

    private static final String ENGLISH_HEAD = """
            # Rights of keys

            English · [中文](zh-CN/rights.md)

            Generated from the annotation `NeedsRight`; do not edit. After a change of an address:
            `./mvnw test -Dtest=DocsFreshTest -Ddocs.update=true`.

            Each address of the operators' API needs one right of the key, AC-102 without it. Rights stand beside roles in
            `hub.access.keys.<name>.roles` and after `keys new --role`. The old role `ops` is `view`, `content`, `operate`, `configure` and
            `audit` together. What each right is for: [Operations](operations.md#what-a-key-may-do). Addresses below `/api/ops/v1`:

            | right | address |
            |---|---|
            """;

    private static final String CHINESE_HEAD = """
            # 密钥的权限

            [English](../rights.md) · 中文

            本页由注解 `NeedsRight` 生成，请勿直接编辑。修改接口后运行：`./mvnw test -Dtest=DocsFreshTest -Ddocs.update=true`。

            运维接口的每个地址都要求密钥具备一项权限，缺少时返回 AC-102。权限与角色一起写在 `hub.access.keys.<name>.roles` 中，\
            或写在 `keys new --role` 之后。原有的角色 `ops` 等于 `view`、`content`、`operate`、`configure`、`audit` 五项之和。\
            各项权限的用途见[运维手册](operations.md#密钥的权限)。以下地址均在 `/api/ops/v1` 之下：

            | 权限 | 地址 |
            |---|---|
            """;

    private static final String ENGLISH_TAIL = """

            `GET /complaints` and `GET /complaints/xlsx` with `text` and `POST /mappings/{name}/run` with `receipt` need `content` too. Components of `/actuator/health`
            and `/actuator/prometheus` need `view` and a key that is not bound to institutions.
            """;

    private static final String CHINESE_TAIL = """

            `GET /complaints`、`GET /complaints/xlsx` 带 `text` 时、`POST /mappings/{name}/run` 带 `receipt` 时，还需要 `content`。`/actuator/health` 的组件明细和 \
            `/actuator/prometheus` 要求密钥具备 `view`，且未绑定机构。
            """;

    private RightsPage() {}

    static String text(Language language) throws ClassNotFoundException {
        boolean isChinese = language == Language.CHINESE;
        StringBuilder page = new StringBuilder(isChinese ? CHINESE_HEAD : ENGLISH_HEAD);
        Map<String, KeyRight> doors = doors();
        for (KeyRight right : KeyRight.values()) {
            doors.forEach((door, needed) -> {
                if (needed == right) {
                    page.append(Markdown.row("`" + right.word() + "`", "`" + door + "`"));
                }
            });
        }
        return page.append(isChinese ? CHINESE_TAIL : ENGLISH_TAIL).toString();
    }

    /** Method and address behind the prefix, ordered by address. */
    private static Map<String, KeyRight> doors() throws ClassNotFoundException {
        Map<String, String> byAddress = new TreeMap<>();
        Map<String, KeyRight> rights =
                new TreeMap<>((one, other) -> byAddress.get(one).compareTo(byAddress.get(other)));
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        for (var found : scanner.findCandidateComponents("org.onestophub.operate")) {
            Class<?> type = ClassUtils.forName(String.valueOf(found.getBeanClassName()), null);
            String base = path(AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class));
            for (Method method : type.getDeclaredMethods()) {
                NeedsRight needed = method.getAnnotation(NeedsRight.class);
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (needed != null && mapping != null) {
                    String address = (base + path(mapping)).substring(OPERATORS.length());
                    String verb = Arrays.toString(mapping.method()).replaceAll("[\\[\\]]", "");
                    byAddress.put(verb + " " + address, address + " " + verb);
                    rights.put(verb + " " + address, needed.value());
                }
            }
        }
        return rights;
    }

    private static String path(@org.jspecify.annotations.Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? "" : mapping.path()[0];
    }
}

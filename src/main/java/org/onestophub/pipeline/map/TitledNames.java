package org.onestophub.pipeline.map;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names before a title, such as the doctor's: one of the usual surnames and at most two characters more. */
final class TitledNames {

    /** A set: as a character class of a pattern they cost a hundred times as much. */
    private static final Set<Integer> SURNAMES = ("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章苏潘葛"
                    + "范彭郎鲁韦昌马苗凤方俞任袁柳唐罗薛雷贺倪汤滕殷毕郝邬安常乐于时傅皮卞齐康伍余元顾孟黄穆萧尹姚邵湛汪毛戴宋庞熊纪舒屈"
                    + "项祝董梁杜阮蓝闵席季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪丁邓洪包左石崔吉龚程邢裴陆荣翁段侯"
                    + "宁仇甘武刘景龙叶司黎薄白蒲赖卓乔谭申冉边温庄晏柴瞿阎连习向古易廖耿匡文寇欧聂关曾沙游欧阳上官司马诸葛测试")
            .chars()
            .boxed()
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern TITLE = Pattern.compile("医生|医师|大夫|主任|护士长|护士|护师|药师|技师|教授|院长|科长|老师|先生|女士|小姐|同志|阿姨|师傅");
    private static final int LONGEST_NAME = 3;
    /** So many characters before a cut may belong to a name whose title is after the cut. */
    static final int REACH = LONGEST_NAME + 3;

    private TitledNames() {}

    static String masked(String text, String mark) {
        StringBuilder masked = new StringBuilder(text.length());
        Matcher title = TITLE.matcher(text);
        int done = 0;
        while (title.find()) {
            int name = beginOfName(text, done, title.start());
            masked.append(text, done, name);
            if (name < title.start()) {
                masked.append(mark);
            }
            masked.append(title.group());
            done = title.end();
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Where the name before {@code end} begins; {@code end} if there is none. */
    private static int beginOfName(String text, int from, int end) {
        int begin = end;
        for (int i = end - 1; i >= Math.max(from, end - LONGEST_NAME); i--) {
            char c = text.charAt(i);
            if (!Character.isIdeographic(c)) {
                break;
            }
            if (SURNAMES.contains((int) c)) {
                begin = i;
            }
        }
        return begin;
    }
}

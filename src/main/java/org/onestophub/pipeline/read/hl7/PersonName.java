package org.onestophub.pipeline.read.hl7;

import java.util.List;

/** Names in XPN and XCN fields. */
final class PersonName {

    private PersonName() {}

    /**
     * The names in the components family, given and further name. {@code 测试^甲} is one name, {@code 测试甲^ceshijia} a name and
     * its transcription, {@code Test^John} is John Test.
     */
    static List<String> of(String family, String given, String further) {
        if (family.isEmpty() && given.isEmpty()) {
            return List.of();
        }
        if (family.isEmpty() || given.isEmpty()) {
            return List.of(family.isEmpty() ? given : family);
        }
        if (isIdeographic(family) && isIdeographic(given)) {
            return List.of(family + given + (isIdeographic(further) ? further : ""));
        }
        if (isIdeographic(family) || isIdeographic(given)) {
            return isIdeographic(family) ? List.of(family, given) : List.of(given, family);
        }
        return List.of((given + ' ' + further).strip() + ' ' + family);
    }

    private static boolean isIdeographic(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }
}

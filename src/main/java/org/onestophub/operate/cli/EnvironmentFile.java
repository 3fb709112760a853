package org.onestophub.operate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of variables as a service of systemd names it in {@code EnvironmentFile}: {@code NAME=value} on a line, comments
 * after {@code #} or {@code ;}, values plain or in quotes, a backslash before a line break joins two lines. Source:
 * systemd.exec(5).
 */
final class EnvironmentFile {

    private EnvironmentFile() {}

    /** The variables of the file. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        String text = Files.readString(file).replace("\\\r\n", "").replace("\\\n", "");
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                variables.put(
                        line.substring(0, equals).strip(),
                        valueOf(line.substring(equals + 1).strip()));
            }
        }
        return variables;
    }

    private static String valueOf(String text) {
        StringBuilder value = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                value.append(text.charAt(++i));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}

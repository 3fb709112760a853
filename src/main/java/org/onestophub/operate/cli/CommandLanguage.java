package org.onestophub.operate.cli;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.onestophub.problem.Language;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The language in which a command prints texts for people: that of the option {@value #OPTION}, else that of the locale.
 * Names of fields, of settings and of states are the same in each.
 */
public final class CommandLanguage implements ITypeConverter<Language> {

    /** The option, inherited by every command. */
    public static final String OPTION = "--lang";

    private static final String SAMPLE = "中";

    /** Reads {@code en} or {@code zh}, also with a region, for example {@code zh-CN}. */
    @Override
    public Language convert(String value) {
        if (!value.toLowerCase(Locale.ROOT).matches("(en|zh)([-_].*)?")) {
            throw new TypeConversionException("use en or zh");
        }
        return Language.named(value);
    }

    /**
     * The language of the locale: of the first of {@code LC_ALL}, {@code LC_MESSAGES} and {@code LANG} that is set, else
     * of {@code otherwise}.
     * @param terminal how text is encoded on its way to the terminal; English if that cannot show Chinese
     */
    public static Language ofLocale(Map<String, String> environment, Locale otherwise, Charset terminal) {
        if (!terminal.canEncode() || !terminal.newEncoder().canEncode(SAMPLE)) {
            return Language.ENGLISH;
        }
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(Language::named)
                .orElseGet(() -> Language.named(otherwise.getLanguage()));
    }

    /** The language of a command that is being executed; English where it stands without the hub's other commands. */
    static Language of(CommandLine command) {
        OptionSpec option = command.getCommandSpec().root().findOption(OPTION);
        return option != null && option.getValue() instanceof Language language ? language : Language.ENGLISH;
    }
}

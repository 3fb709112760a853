package org.onestophub.pipeline.map;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.CodeLists;

/** Compiles the JSLT programs of mappings. */
final class JsltPrograms {

    private static final Pattern CODE_CALL = Pattern.compile("\\bcode(?:-name|-top)?\\(\\s*\"([^\"]*)\"");

    private final CodeLists codeLists;
    private final List<Function> functions;
    private final FolderFaults faults;

    JsltPrograms(CodeLists codeLists, List<Function> functions, FolderFaults faults) {
        this.codeLists = codeLists;
        this.functions = functions;
        this.faults = faults;
    }

    /** The program a mapping names, unless something is wrong with it. */
    Optional<Expression> compiled(MappingYaml yaml) {
        Path folder = yaml.file().getParent();
        String program = yaml.text("program");
        Path file = folder.resolve(program).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            faults.add(yaml.file(), yaml.lineOf("program"), "the program is not a file of this folder");
            return Optional.empty();
        }
        try {
            String text = Files.readString(file);
            checkListNames(file, text);
            return Optional.of(new Parser(new StringReader(text))
                    .withSource(program)
                    .withFunctions(functions)
                    .withResourceResolver(name -> imported(folder, name))
                    .compile());
        } catch (JsltException e) {
            // the message quotes the program, never a datum
            faults.add(file, Math.max(0, e.getLine()), firstLine(e.getMessageWithoutLocation()));
        } catch (IOException e) {
            faults.add(file, 0, "the file cannot be read as UTF-8");
        }
        return Optional.empty();
    }

    /** A code list that is not there would only show at run time, on the first datum. */
    private void checkListNames(Path file, String text) {
        Matcher call = CODE_CALL.matcher(text);
        while (call.find()) {
            if (codeLists.named(call.group(1)).isEmpty()) {
                int line = (int) text.substring(0, call.start()).lines().count();
                faults.add(file, Math.max(1, line), "there is no code list " + call.group(1));
            }
        }
    }

    private Reader imported(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(faults.root().normalize())) {
            throw new JsltException("an import must stay below mappings/");
        }
        try {
            return new StringReader(Files.readString(file));
        } catch (IOException e) {
            throw new JsltException("the imported file cannot be read");
        }
    }

    private static String firstLine(String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}

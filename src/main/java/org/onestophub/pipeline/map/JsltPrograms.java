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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.MappingProgram;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.list.CodeLists;

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

    /**
     * The program of a mapping, unless it is faulty. A fault in a borrowed program is reported in detail for the mapping
     * that lends it, and here only by name.
     */
    Optional<Expression> compiled(MappingYaml yaml, ProgramSource source) {
        if (source.other().isEmpty()) {
            return compiled(source, faults);
        }
        Optional<Expression> borrowed = compiled(source, new FolderFaults(faults.root(), new ArrayList<>()));
        if (borrowed.isEmpty()) {
            int line = yaml.lineOf(MappingProgram.LENDER);
            faults.add(yaml.file(), line, "the program of mapping " + source.other() + " has a fault");
        }
        return borrowed;
    }

    private Optional<Expression> compiled(ProgramSource source, FolderFaults found) {
        Path file = source.file();
        try {
            String text = Files.readString(file);
            int before = found.count();
            checkListNames(file, text, found);
            Expression program = new Parser(new StringReader(text))
                    .withSource(source.program())
                    .withFunctions(functions)
                    .withResourceResolver(name -> imported(source.folder(), name))
                    .compile();
            return found.count() == before ? Optional.of(program) : Optional.empty();
        } catch (JsltException e) {
            // the message quotes the program, never a datum
            found.add(file, Math.max(0, e.getLine()), firstLine(e.getMessageWithoutLocation()));
        } catch (IOException e) {
            found.add(file, 0, "the file cannot be read as UTF-8");
        }
        return Optional.empty();
    }

    /** Reports missing code lists, which would otherwise fail only on the first input. */
    private void checkListNames(Path file, String text, FolderFaults found) {
        Matcher call = CODE_CALL.matcher(text);
        while (call.find()) {
            if (codeLists.named(call.group(1)).isEmpty()) {
                int line = (int) text.substring(0, call.start()).lines().count();
                found.add(file, Math.max(1, line), "there is no code list " + call.group(1));
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
        return ShortText.of(line, 200);
    }
}

package org.onestophub.complaint.list;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.onestophub.HubProperties;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The code lists under {@code mappings/code-lists/}, one CSV file each (UTF-8, RFC 4180, header
 * {@code code,name_zh,name_en,parent,aliases} and further columns for crosswalks). Loaded once; a faulty list is absent
 * and listed among {@link #faults()}.
 */
@Component
public final class CodeLists implements FaultSource {

    private static final List<String> COLUMNS = List.of("code", "name_zh", "name_en", "parent", "aliases");

    private volatile Map<String, CodeList> lists = new TreeMap<>();
    /** The codes of all lists by word, see {@link CodeList#keyOf}: one look-up in place of one for each list. */
    private volatile Map<String, Set<String>> codesByWord = Map.of();

    private final List<Fault> faults = new ArrayList<>();

    /** The lists of the hub's configuration folder. */
    @Autowired
    public CodeLists(HubProperties hub) {
        this(hub.configDir().resolve("mappings/code-lists"));
    }

    /** The lists in a folder; a missing folder is a folder without lists. */
    public CodeLists(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.csv")) {
            List<Path> sorted = new ArrayList<>();
            files.forEach(sorted::add);
            sorted.stream().sorted().forEach(this::load);
            codesByWord = codesByWord(lists.values());
        } catch (IOException e) {
            fault("", 0, "the folder cannot be read");
        }
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    private static Map<String, Set<String>> codesByWord(Collection<CodeList> lists) {
        Map<String, Set<String>> codes = new HashMap<>();
        for (CodeList list : lists) {
            list.codesByWord()
                    .forEach((word, code) -> codes.computeIfAbsent(word, ignored -> new LinkedHashSet<>(1))
                            .add(code));
        }
        codes.replaceAll((word, all) -> Collections.unmodifiableSet(all));
        return codes;
    }

    /** Replaces all lists by those of {@code fresh}, at once. */
    public void replaceBy(CodeLists fresh) {
        lists = fresh.lists;
        codesByWord = fresh.codesByWord;
    }

    /** The list of that name, for example {@code channel}. */
    public Optional<CodeList> named(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** True if the list is there and has exactly that code. */
    public boolean contains(String list, String code) {
        return named(list).map(found -> found.contains(code)).orElse(false);
    }

    /** Every code that some list gives to this word, by list order; at most one per list. */
    public Set<String> codesOf(String word) {
        return word.length() > CodeList.MAX_WORD ? Set.of() : codesByWord.getOrDefault(CodeList.keyOf(word), Set.of());
    }

    /** The names of the lists, ordered. */
    public Set<String> names() {
        return Collections.unmodifiableSet(lists.keySet());
    }

    private void load(Path file) {
        String fileName = file.getFileName().toString();
        int before = faults.size();
        List<CodeList.Entry> entries = new ArrayList<>();
        // rows of the wrong length are reported here, with their lines
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
        try (CsvReader<CsvRecord> csv = builder.ofCsvRecord(Files.readString(file))) {
            readInto(entries, fileName, csv);
        } catch (CharacterCodingException e) {
            fault(fileName, 0, "the file is not UTF-8");
        } catch (IOException | CsvParseException e) {
            fault(fileName, 0, "the file is not readable CSV");
        }
        if (faults.size() == before) {
            String name = fileName.substring(0, fileName.length() - ".csv".length());
            lists.put(name, new CodeList(name, entries));
        }
    }

    private void readInto(List<CodeList.Entry> entries, String fileName, CsvReader<CsvRecord> csv) {
        List<String> header = List.of();
        Map<String, Long> lineOfCode = new HashMap<>();
        Map<String, Long> lineOfParent = new LinkedHashMap<>();
        for (CsvRecord row : csv) {
            if (header.isEmpty()) {
                header = headerOf(row, fileName);
                if (header.isEmpty()) {
                    return;
                }
                continue;
            }
            if (row.getFieldCount() != header.size()) {
                fault(fileName, row.getStartingLineNumber(), "the row has another number of columns than the header");
                continue;
            }
            CodeList.Entry entry = entryOf(header, row);
            if (entry.code().isEmpty() || lineOfCode.putIfAbsent(entry.code(), row.getStartingLineNumber()) != null) {
                fault(fileName, row.getStartingLineNumber(), "the code is empty or stands in the list twice");
            }
            if (!entry.parent().isEmpty()) {
                lineOfParent.putIfAbsent(entry.parent(), row.getStartingLineNumber());
            }
            entries.add(entry);
        }
        if (header.isEmpty()) {
            fault(fileName, 0, "the file is empty");
        }
        lineOfParent.forEach((parent, line) -> {
            if (!lineOfCode.containsKey(parent)) {
                fault(fileName, line, "the parent is not a code of this list");
            }
        });
    }

    private List<String> headerOf(CsvRecord row, String fileName) {
        List<String> header = new ArrayList<>(row.getFields());
        // spreadsheet programs put a byte order mark before the first header
        header.set(0, header.get(0).replace("\uFEFF", ""));
        if (header.size() < COLUMNS.size() || !header.subList(0, COLUMNS.size()).equals(COLUMNS)) {
            fault(fileName, 1, "the header must begin with " + String.join(",", COLUMNS));
            return List.of();
        }
        return header;
    }

    private static CodeList.Entry entryOf(List<String> header, CsvRecord row) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), row.getField(i).strip());
        }
        // the header begins with COLUMNS
        return new CodeList.Entry(
                row.getField(0).strip(),
                row.getField(1).strip(),
                row.getField(2).strip(),
                row.getField(3).strip(),
                Map.copyOf(columns));
    }

    private void fault(String fileName, long line, String message) {
        faults.add(Fault.of(Problem.MAPPING_INVALID, "mappings/code-lists/" + fileName, (int) line, message));
    }
}

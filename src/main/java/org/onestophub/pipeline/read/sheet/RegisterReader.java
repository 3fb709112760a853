package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Register.Column;
import org.onestophub.complaint.list.Register.ValueType;
import org.onestophub.complaint.list.Registers;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Spreadsheets of registers: XLSX, XLS, and text with separators. Each row is a candidate with one entry as its view: {@code
 * register}, {@code key}, {@code from} and {@code until} (days in China), {@code values} by column, {@code place}. A row with a
 * value that is none of its column is held alone; a file with an unknown column is held as a whole. A PDF or picture has no
 * rows; it is kept as the proof of an entry.
 */
@Component
public class RegisterReader implements FormatReader {

    private static final String EVIDENCE_KIND = "register-evidence";
    private static final String HELD_BEFORE = "row-held-before";
    private static final int HEAD = 8;
    private static final List<String> DOCUMENTS = List.of("%PDF-", "\u00ff\u00d8\u00ff", "\u0089PNG\r\n");

    private static final List<String> PATTERNS = List.of(
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy/M/d H:mm:ss",
            "yyyy/M/d H:mm",
            "yyyy/M/d",
            "yyyy-M-d H:mm",
            "yyyy-M-d",
            "yyyy.M.d",
            "yyyy年M月d日",
            "yyyyMMdd");

    private static final List<String> NOTES =
            List.of("合计", "总计", "小计", "共计", "备注", "注", "说明", "填表", "制表", "填报", "审核", "统计", "导出");

    private final ZoneId zone;
    private final ReadScratch scratch;
    private final Registers registers;
    private final CodeLists lists;
    private final HeldRows held;

    /** A reader without a hub around it: it knows no earlier files. */
    public RegisterReader(HubProperties hub, ReadScratch scratch, Registers registers, CodeLists lists) {
        this(hub, scratch, registers, lists, null);
    }

    /** A reader that knows which rows earlier files hold. */
    @Autowired
    public RegisterReader(
            HubProperties hub, ReadScratch scratch, Registers registers, CodeLists lists, @Nullable CallLegs legs) {
        this.zone = hub.zone();
        this.scratch = scratch;
        this.registers = registers;
        this.lists = lists;
        this.held = new HeldRows(legs);
    }

    @Override
    public String format() {
        return "register";
    }

    @Override
    public void check(JsonNode options) {
        if (!options.isMissingNode() && !options.isEmpty()) {
            throw new ProblemException(Problem.PROFILE_INVALID, "profile");
        }
    }

    /**
     * {@inheritDoc}
     * RD-103 if it is damaged, RD-105 if it has a password, RD-107 beyond all bounds, RD-108 if it is empty, RD-110 if it has a
     * column that its register does not know, RD-140 if it is of no register, RD-146 if it is of another kind, RD-154 if it fits
     * several registers, RD-201 if names of columns clash.
     */
    @Override
    public Walk read(Receipt receipt, JsonNode options) {
        if (isDocument(receipt.content())) {
            return Walk.of(receipt).with(List.of(), Map.of(EVIDENCE_KIND, 1L));
        }
        Map<Register, IntFunction<SheetTable>> tables = new LinkedHashMap<>();
        Set<String> headers = new HashSet<>();
        for (Register register : registers.all()) {
            SheetProfile profile = profileOf(register);
            headers.addAll(profile.fieldOf().keySet());
            tables.put(register, before -> new SheetTable(receipt, profile, zone, "", before));
        }
        RegisterSheets sheets = new RegisterSheets(tables);
        new SheetFile(scratch, name -> headers.contains(CellWords.header(name))).walk(receipt.content(), sheets);
        List<Candidate> entries = new ArrayList<>();
        for (RegisterSheets.Entries one : sheets.all()) {
            RegisterRow row = new RegisterRow(one.register(), lists);
            one.table().all().forEach(found -> entries.add(row.entryOf(found)));
        }
        List<Candidate> judged = new ArrayList<>(withoutContradictions(entries));
        judged.addAll(sheets.strangers());
        List<Candidate> now = held.withoutHeldBefore(receipt, judged);
        Map<String, Long> counted = new TreeMap<>(sheets.counted());
        if (now.size() < judged.size()) {
            counted.put(HELD_BEFORE, (long) judged.size() - now.size());
        }
        return Walk.of(receipt).with(now, counted);
    }

    /** Rows of one entry that say different things are stopped: nobody can tell which is right. */
    private static List<Candidate> withoutContradictions(List<Candidate> entries) {
        Map<String, Set<JsonNode>> said = new HashMap<>();
        entries.stream()
                .filter(Candidate::isSound)
                .forEach(entry -> said.computeIfAbsent(entry.key(), key -> new HashSet<>())
                        .add(entry.view().path("values")));
        return entries.stream()
                .map(entry -> entry.isSound()
                                && said.getOrDefault(entry.key(), Set.of()).size() > 1
                        ? RegisterRow.held(entry, Problem.REGISTER_ROWS_DIFFER)
                        : entry)
                .toList();
    }

    /** A register as the options of a sheet: what its columns are called. */
    static SheetProfile profileOf(Register register) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("keyPrefix", "register").put("account", register.name());
        options.putArray("key").add(register.day());
        ArrayNode required = options.putArray("required");
        ArrayNode times = options.putArray("times");
        ObjectNode columns = options.putObject("columns");
        for (Column column : register.columns()) {
            Set<String> names = new LinkedHashSet<>(List.of(column.zh(), column.en()));
            names.addAll(column.aliases());
            ArrayNode written = columns.putArray(column.code());
            names.forEach(written::add);
            if (column.required()) {
                required.add(column.code());
            }
            if (column.type() == ValueType.DATE || column.type() == ValueType.MONTH) {
                times.add(column.code());
            }
        }
        register.ignored().forEach(options.putArray("ignoredColumns")::add);
        PATTERNS.forEach(options.putArray("timePatterns")::add);
        NOTES.forEach(options.putArray("notes")::add);
        RegisterSheets.OTHER.forEach(options.putArray("otherSheets")::add);
        return SheetProfile.of(options);
    }

    private static boolean isDocument(Content content) {
        try (InputStream in = content.open()) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
            return DOCUMENTS.stream().anyMatch(head::startsWith);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }
}

package org.onestophub.complaint.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.list.Register.Column;
import org.onestophub.complaint.list.Register.ValueType;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The registers under {@code mappings/registers/}, a YAML file each, read at the start. A faulty file is absent and listed among
 * {@link #faults()}.
 */
@Component
public final class Registers implements FaultSource {

    private static final String SHOWN = "mappings/registers/";
    private static final long MOST_BYTES = 256 * 1024;
    private static final int MOST_COLUMNS = 60;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final Pattern CODE = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final List<Column> OF_ALL = List.of(
            ofAll(Register.EVIDENCE, "佐证材料", "evidence", ValueType.EVIDENCE, List.of("证据", "佐证", "材料编号")),
            ofAll(Register.VOID, "作废", "void", ValueType.YES_NO, List.of("是否作废", "删除")));

    private final Map<String, Register> registers = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** The registers of the hub's configuration folder. */
    @Autowired
    public Registers(HubProperties hub, CodeLists lists) {
        this(hub.configDir(), lists);
    }

    /** The registers of a configuration folder; one without the folder has none. */
    public Registers(Path configDir, CodeLists lists) {
        Path folder = configDir.resolve("mappings/registers");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
            List<Path> sorted = new ArrayList<>();
            files.forEach(sorted::add);
            sorted.stream().sorted().forEach(file -> load(file, lists));
        } catch (IOException e) {
            fault("", 0, "the folder cannot be read");
        }
    }

    /** The file as it is written. */
    private record Written(
            @Nullable String source,
            @Nullable List<Change> changes,
            @Nullable Name name,
            @Nullable List<String> key,
            @Nullable String day,
            @Nullable List<WrittenColumn> columns,
            @Nullable List<String> anyOf,
            @Nullable String whole,
            @Nullable List<String> ignoredColumns) {}

    private record Change(String date, String what, String why) {}

    private record Name(@Nullable String zh, @Nullable String en) {}

    private record WrittenColumn(
            @Nullable String code,
            @Nullable String zh,
            @Nullable String en,
            @Nullable String type,
            @Nullable String list,
            boolean required,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            @Nullable String atMost,
            @Nullable List<String> aliases,
            boolean personal) {}

    private static Column ofAll(String code, String zh, String en, ValueType type, List<String> aliases) {
        return new Column(code, zh, en, type, "", false, null, null, "", aliases, false);
    }

    /** All sound registers, by name. */
    public Collection<Register> all() {
        return List.copyOf(registers.values());
    }

    /** The register of that name, if there is a sound one. */
    public Optional<Register> named(String name) {
        return Optional.ofNullable(registers.get(name));
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    private void load(Path file, CodeLists lists) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - ".yaml".length());
        int before = faults.size();
        try {
            if (Files.size(file) > MOST_BYTES) {
                fault(fileName, 0, "the file is larger than 256 KB");
                return;
            }
            Written written = YAML.readValue(Files.readString(file), Written.class);
            if (written == null) {
                fault(fileName, 0, "the file is empty");
                return;
            }
            Register register = registerOf(name, written, lists, fileName);
            if (faults.size() == before) {
                registers.put(name, register);
            }
        } catch (JsonProcessingException e) {
            boolean isValue = e instanceof JsonMappingException;
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            fault(fileName, line, isValue ? "a field is unknown or not as expected" : "YAML syntax");
        } catch (IOException e) {
            fault(fileName, 0, "not readable as UTF-8");
        }
    }

    private Register registerOf(String name, Written written, CodeLists lists, String file) {
        demand(NAME.matcher(name).matches(), file, "a register is named by small letters, digits and hyphens");
        demand(written.source() != null && written.changes() != null, file, "source and changes must be there");
        Name names = written.name() == null ? new Name(null, null) : written.name();
        demand(names.zh() != null && names.en() != null, file, "name needs zh and en");
        List<Column> columns = new ArrayList<>();
        for (WrittenColumn one : orNone(written.columns())) {
            columns.add(columnOf(one, lists, file));
        }
        columns.addAll(OF_ALL);
        demand(
                columns.size() > OF_ALL.size() && columns.size() <= MOST_COLUMNS,
                file,
                "a register has 1 to 58 columns");
        Set<String> codes = new HashSet<>();
        for (Column column : columns) {
            demand(codes.add(column.code()), file, "the column " + column.code() + " stands here twice");
        }
        demandClearNames(columns, orNone(written.ignoredColumns()), file);
        for (Column column : columns) {
            demand(
                    column.atMost().isEmpty()
                            || columns.stream()
                                    .anyMatch(other -> other.code().equals(column.atMost())
                                            && other.type() == ValueType.NUMBER
                                            && column.type() == ValueType.NUMBER),
                    file,
                    column.code() + ": atMost names a column of numbers");
        }
        Register register = new Register(
                name,
                textOf(names.zh()),
                textOf(names.en()),
                List.copyOf(columns),
                orNone(written.key()),
                textOf(written.day()),
                orNone(written.anyOf()),
                textOf(written.whole()),
                orNone(written.ignoredColumns()));
        demand(
                codes.containsAll(register.key()) && codes.containsAll(register.anyOf()),
                file,
                "key or anyOf names no column");
        boolean isPart = register.column(register.whole())
                .filter(column -> !column.required() && register.key().contains(column.code()))
                .isPresent();
        demand(isPart || register.whole().isEmpty(), file, "whole names a column of the key that is not required");
        boolean isDay = register.column(register.day())
                .filter(column ->
                        column.required() && (column.type() == ValueType.DATE || column.type() == ValueType.MONTH))
                .isPresent();
        demand(isDay, file, "day names a required column of type date or month");
        demand(register.key().stream().noneMatch(register.personal()::contains), file, "key names a personal column");
        demand(!register.key().isEmpty() && register.key().get(0).equals(register.day()), file, "key begins with day");
        return register;
    }

    private Column columnOf(WrittenColumn one, CodeLists lists, String file) {
        String code = textOf(one.code());
        demand(CODE.matcher(code).matches(), file, "a code of a column is a small letter, then letters and digits");
        demand(one.zh() != null && one.en() != null, file, code + ": zh and en must be there");
        ValueType type = ValueType.TEXT;
        try {
            type = ValueType.valueOf(textOf(one.type()).replace('-', '_').toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            fault(file, 0, code + ": there is no such type");
        }
        String list = textOf(one.list());
        demand(
                type == ValueType.CODE ? lists.named(list).isPresent() : list.isEmpty(),
                file,
                code + ": no such code list");
        boolean isNumber = one.least() != null || one.most() != null;
        demand(!isNumber || type == ValueType.NUMBER, file, code + ": least and most are for numbers");
        return new Column(
                code,
                textOf(one.zh()),
                textOf(one.en()),
                type,
                list,
                one.required(),
                one.least(),
                one.most(),
                textOf(one.atMost()),
                orNone(one.aliases()),
                one.personal());
    }

    /** One name for two columns: nobody could say which a sheet means. */
    private void demandClearNames(List<Column> columns, List<String> ignored, String file) {
        Map<String, String> owners = new HashMap<>();
        for (Column column : columns) {
            List<String> names = new ArrayList<>(List.of(column.code(), column.zh(), column.en()));
            names.addAll(column.aliases());
            for (String name : names) {
                String owner = owners.putIfAbsent(wordOf(name), column.code());
                demand(
                        owner == null || owner.equals(column.code()),
                        file,
                        "the name " + name + " is that of two columns");
            }
        }
        for (String name : ignored) {
            demand(!owners.containsKey(wordOf(name)), file, "the name " + name + " is that of a column and ignored");
        }
    }

    private static String wordOf(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("\\s+", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private void demand(boolean holds, String file, String message) {
        if (!holds) {
            fault(file, 0, message);
        }
    }

    private void fault(String file, int line, String message) {
        faults.add(Fault.of(Problem.MAPPING_INVALID, SHOWN + file, line, message));
    }
}

package org.onestophub.pipeline.read.sheet;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The parts of a workbook in its ZIP file, by name and by how they refer to each other. Names are compared without regard
 * to case, as the standard demands; some writers use backslashes. Source: ECMA-376 part 2.
 */
final class XlsxParts implements Closeable {

    /** Characters of all parts that are read. */
    private static final long MOST = 256L * 1024 * 1024;

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_RELATIONS = 10_000;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private long left = MOST;

    /**
     * A part that another refers to.
     *
     * @param id the name by which it is referred to
     * @param type last word of its type, such as {@code worksheet}
     * @param target its name
     */
    record Relation(String id, String type, String target) {}

    private XlsxParts(ZipFile zip) {
        this.zip = zip;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            entries.putIfAbsent(normal(entry.getName()), entry);
        }
    }

    /**
     * The parts in that file.
     * @throws ProblemException RD-103 if it is no sound ZIP file, RD-107 if it has too many entries
     */
    static XlsxParts in(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new FileNotFoundException();
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            // the file is there: what fails is its structure
            throw new ProblemException(Problem.CORRUPT, "zip");
        }
        try {
            if (zip.size() > MOST_ENTRIES) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "entries");
            }
            return new XlsxParts(zip);
        } catch (IllegalArgumentException e) {
            // a name that is no text
            zip.close();
            throw new ProblemException(Problem.CORRUPT, "zip");
        } catch (ProblemException e) {
            zip.close();
            throw e;
        }
    }

    /** True if there is a part of that name. */
    boolean has(String name) {
        return entries.containsKey(normal(name));
    }

    /** The first characters of a part, empty if it is not there. */
    String beginning(String name) {
        ZipEntry entry = entries.get(normal(name));
        if (entry == null) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(200), java.nio.charset.StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new ProblemException(Problem.CORRUPT, "zip");
        }
    }

    /**
     * Reads a part.
     * @throws ProblemException RD-103 if it is missing or damaged, RD-107 beyond all bounds
     */
    void read(String name, XmlPart.Handler handler) {
        ZipEntry entry = entries.get(normal(name));
        if (entry == null) {
            throw new ProblemException(Problem.CORRUPT, "parts");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            // a part counts as often as it is read: many sheets may name one
            left -= XmlPart.read(in, left, handler);
        } catch (IOException e) {
            throw new ProblemException(Problem.CORRUPT, "zip");
        }
    }

    /** What a part refers to, of the workbook as a whole with an empty name; nothing if that is not in the file. */
    List<Relation> relationsOf(String part) {
        String folder = part.contains("/") ? part.substring(0, part.lastIndexOf('/') + 1) : "";
        String name = folder + "_rels/" + part.substring(folder.length()) + ".rels";
        List<Relation> relations = new ArrayList<>();
        if (!has(name)) {
            return relations;
        }
        read(name, (element, attributes) -> {
            String target = attributes.of("Target");
            if (element.equals("Relationship")
                    && target != null
                    && !"External".equalsIgnoreCase(attributes.of("TargetMode"))
                    && relations.size() < MOST_RELATIONS) {
                String type = Optional.ofNullable(attributes.of("Type")).orElse("");
                relations.add(new Relation(
                        Optional.ofNullable(attributes.of("Id")).orElse(""),
                        type.substring(type.lastIndexOf('/') + 1),
                        target.startsWith("/") ? target : folder + target));
            }
        });
        return relations;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Without a slash at the start, steps to the folder above and differences of case. */
    private static String normal(String name) {
        List<String> steps = new ArrayList<>();
        for (String step : name.replace('\\', '/').split("/")) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.add(step.toLowerCase(Locale.ROOT));
            }
        }
        return String.join("/", steps);
    }
}

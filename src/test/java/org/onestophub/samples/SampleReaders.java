package org.onestophub.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Mappings;
import org.onestophub.map.FolderMappings;
import org.onestophub.read.FormatReader;
import org.onestophub.read.PageText;
import org.onestophub.read.ReadProperties;
import org.onestophub.read.ReadScratch;
import org.onestophub.read.ScanReader;
import org.onestophub.read.SidecarPageText;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.unit.DataSize;

/** Every reader of the read room, made by its constructor without Spring. */
final class SampleReaders {

    static final HubProperties HUB = new HubProperties(Path.of("target/sample-home"), Path.of("."),
            ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("91350100M000100Y43", "测试医院"));

    /** Recognition is not golden-tested: its text stands beside the sample. */
    static final SidecarPageText PAGE_TEXT = new SidecarPageText();

    /** What a reader's constructor may ask for; a reader with another seam adds its stand-in here. */
    private static final ReadProperties BOUNDS = new ReadProperties(
            new ReadProperties.Ocr("tesseract", "chi_sim+eng", Duration.ofSeconds(1), 20, 150),
            new ReadProperties.Scan(DataSize.ofMegabytes(1), Duration.ofMinutes(1), 1));
    private static final ReadScratch SCRATCH = new ReadScratch(Path.of("target/sample-home/tmp"));
    private static final Map<Class<?>, Object> SEAMS = Map.of(
            HubProperties.class, HUB,
            ZoneId.class, HUB.zone(),
            ObjectMapper.class, CanonicalJson.MAPPER,
            Clock.class, Clock.systemUTC(),
            PageText.class, PAGE_TEXT,
            ReadScratch.class, SCRATCH,
            ReadProperties.class, BOUNDS,
            Mappings.class, new FolderMappings(Path.of("mappings"), new CodeLists(Path.of("mappings/code-lists"))),
            ScanReader.class, new ScanReader(BOUNDS, PAGE_TEXT, SCRATCH, Clock.systemUTC()));

    private SampleReaders() {}

    /** The readers by format. */
    static Map<String, FormatReader> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(FormatReader.class));
        Map<String, FormatReader> readers = new TreeMap<>();
        scanner.findCandidateComponents("org.onestophub.read").forEach(found -> {
            FormatReader reader = made(found.getBeanClassName());
            readers.put(reader.format(), reader);
        });
        return readers;
    }

    private static FormatReader made(String className) {
        try {
            Class<?> type = Class.forName(className);
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (!Modifier.isPrivate(constructor.getModifiers()) && fits(constructor)) {
                    constructor.setAccessible(true);
                    Object[] seams = java.util.Arrays.stream(constructor.getParameterTypes()).map(SEAMS::get).toArray();
                    return (FormatReader) constructor.newInstance(seams);
                }
            }
            throw new AssertionError("no constructor of " + className + " fits SampleReaders.SEAMS");
        } catch (ClassNotFoundException | InstantiationException | IllegalAccessException
                | InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean fits(Constructor<?> constructor) {
        return java.util.Arrays.stream(constructor.getParameterTypes()).allMatch(SEAMS::containsKey);
    }
}

package org.onestophub.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The product's sources as syntax trees, parsed once by the JDK's own compiler. */
final class MainSources {

    private static final Path ROOT = Path.of("src/main/java/org/onestophub");
    /** The folders below the root that hold rooms; {@link RoomsTest} says what each may use. */
    static final Set<String> DISTRICTS = Set.of("intake", "pipeline", "outlet", "loop", "platform", "operate");

    private final List<CompilationUnitTree> units;
    private final DocTrees docs;

    private MainSources(List<CompilationUnitTree> units, DocTrees docs) {
        this.units = units;
        this.docs = docs;
    }

    /** All of them; fails if there are none. */
    static MainSources parse() {
        return parse(ROOT);
    }

    /** All below a folder; fails if there are none. */
    static MainSources parse(Path root) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> walk = Files.walk(root)) {
            List<Path> sources = walk.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            if (sources.isEmpty()) {
                throw new IllegalStateException("no sources under " + root);
            }
            Iterable<? extends JavaFileObject> objects = files.getJavaFileObjectsFromPaths(sources);
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, fault -> {}, List.of("-proc:none"), null, objects);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return new MainSources(units, DocTrees.instance(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<CompilationUnitTree> units() {
        return units;
    }

    DocTrees docs() {
        return docs;
    }

    /** Path below the root package, for example {@code channel/Deployer.java}. */
    static String nameOf(CompilationUnitTree unit) {
        return ROOT.toAbsolutePath()
                .relativize(Path.of(unit.getSourceFile().toUri()))
                .toString()
                .replace('\\', '/');
    }

    /**
     * Name of the room a file belongs to: the folder below its district, whose own folders are wings of it. Outside of
     * the districts the top folder; empty for the root package.
     */
    static String roomOf(CompilationUnitTree unit) {
        if (unit.getPackageName() == null) {
            return "";
        }
        String[] path = unit.getPackageName().toString().split("\\.");
        if (path.length < 3) {
            return "";
        }
        return DISTRICTS.contains(path[2]) ? path[3] : path[2];
    }

    /** Simple name of the file's class. */
    static String typeOf(CompilationUnitTree unit) {
        String name = nameOf(unit);
        return name.substring(name.lastIndexOf('/') + 1).replace(".java", "");
    }

    /** The whole text of a file. */
    static String textOf(CompilationUnitTree unit) {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line of a position in the file; the first is 1. */
    static long lineOf(CompilationUnitTree unit, long position) {
        return unit.getLineMap().getLineNumber(position);
    }
}

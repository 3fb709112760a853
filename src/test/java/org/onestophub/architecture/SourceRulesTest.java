package org.onestophub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What byte code does not show: javadoc, what is caught, and length. */
class SourceRulesTest {

    private static final Set<String> BROAD = Set.of("Exception", "RuntimeException", "Throwable", "Error");

    /** Where a broad catch is right: how many the file may have, and why. A file leaves the list with its last one. */
    private static final Map<String, Broad> BROAD_CATCHES = Map.ofEntries(
            Map.entry(
                    "OnestopHub.java",
                    new Broad(1, "the reason why the hub did not start is logged; the process must end")),
            Map.entry("operate/config/CamelLint.java", new Broad(1, "Camel's loader declares Exception only")),
            Map.entry(
                    "operate/config/RouteUpdate.java",
                    new Broad(1, "between stopping a route and watching the next nothing may pass by the put-back")),
            Map.entry(
                    "operate/config/RouteLoader.java",
                    new Broad(4, "Camel's loader and route controller declare Exception only")),
            Map.entry("intake/source/ItemHandOver.java", new Broad(1, "Camel's Processor declares Exception only")),
            Map.entry(
                    "outlet/deliver/broker/Broker.java",
                    new Broad(1, "Artemis' session factory declares Exception only")),
            Map.entry(
                    "outlet/deliver/DeliveryConsumer.java",
                    new Broad(2, "Camel's Processor declares Exception only; a worker must not end")),
            Map.entry(
                    "outlet/deliver/DestinationReader.java",
                    new Broad(1, "the one thread that empties a queue must not end")),
            Map.entry(
                    "outlet/deliver/broker/EmbeddedBroker.java",
                    new Broad(2, "Artemis' server declares Exception only")),
            Map.entry(
                    "outlet/deliver/broker/StompAnswers.java",
                    new Broad(1, "Artemis' consumer declares Exception only")),
            Map.entry("outlet/deliver/broker/Relay.java", new Broad(1, "the one thread that relays must not end")),
            Map.entry(
                    "platform/ledger/LedgerConsumer.java",
                    new Broad(2, "Camel's Processor declares Exception only; a worker must not end")),
            Map.entry(
                    "pipeline/record/CaseBook.java",
                    new Broad(1, "one walk that shows a fault of ours must not stop the others of its list")),
            Map.entry(
                    "pipeline/patient/PatientStep.java",
                    new Broad(4, "one message that shows a fault of ours must not stop the lane")),
            Map.entry(
                    "pipeline/read/scan/LibraryEdge.java",
                    new Broad(1, "PDF and image libraries answer broken bytes with any unchecked type")),
            Map.entry(
                    "pipeline/read/mail/TnefParts.java",
                    new Broad(1, "POI answers broken bytes with any unchecked type")),
            Map.entry(
                    "pipeline/read/mail/OutlookMail.java",
                    new Broad(1, "POI answers broken bytes with any unchecked type")),
            Map.entry(
                    "pipeline/read/sheet/XlsBook.java",
                    new Broad(1, "POI answers broken bytes with any unchecked type")),
            Map.entry(
                    "intake/receive/ReceiptWriter.java",
                    new Broad(1, "a thread that commits must not end, and its senders wait")));

    /**
     * Files of more than {@value #LONG_LINES} lines, with the reason why they are one thought. No limit: who writes
     * such a file writes its reason here, and a reader sees all of them in one place.
     */
    private static final Map<String, String> LONG = Map.of(
            "problem/Problem.java", "every code in one place",
            "complaint/Complaint.java", "the whole canonical complaint in one place",
            "outlet/deliver/broker/Broker.java", "the one connection to the broker, and all that is asked over it",
            "intake/source/mllp/MllpFrameDecoder.java", "one state of a connection, which every byte may change",
            "intake/source/file/FileInbox.java", "one look at an inbox, as Camel's polling strategy asks for it",
            "operate/channel/ChannelStates.java", "the state of every channel, and who changes it",
            "operate/cli/hotline/HotlineConformance.java",
                    "one check after another, each with what it expects in two languages");

    private static final int LONG_LINES = 300;

    private static MainSources sources;

    private record Broad(int count, String reason) {}

    @BeforeAll
    static void parse() {
        sources = MainSources.parse();
    }

    @Test
    void everyPublicTypeAndMethodHasJavadoc() {
        List<String> bare = new ArrayList<>();
        int seen = 0;
        for (CompilationUnitTree unit : sources.units()) {
            Undocumented look = new Undocumented(unit, bare);
            look.scan(unit, null);
            seen += look.seen;
        }

        assertThat(bare).isEmpty();
        assertThat(seen).as("public types and methods looked at").isGreaterThan(100);
    }

    @Test
    void everyPackageSaysWhatItPromisesInOneOrTwoSentences() {
        Set<String> packages = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        for (CompilationUnitTree unit : sources.units()) {
            String name = String.valueOf(unit.getPackageName());
            packages.add(name);
            if (MainSources.typeOf(unit).equals("package-info")) {
                String text = MainSources.textOf(unit);
                assertThat(text.substring(0, text.indexOf("package ")))
                        .as(name)
                        .startsWith("/**")
                        .hasSizeBetween(30, 300);
                described.add(name);
            }
        }

        assertThat(described).isEqualTo(packages);
    }

    @Test
    void nullIsCheckedInEveryPackage() {
        Set<String> unchecked = new TreeSet<>();
        for (CompilationUnitTree unit : sources.units()) {
            if (MainSources.typeOf(unit).equals("package-info")
                    && !MainSources.textOf(unit).contains("@NullMarked")) {
                unchecked.add(unit.getPackageName().toString());
            }
        }

        assertThat(unchecked).isEmpty();
    }

    @Test
    void everythingIsCaughtByItsNarrowTypeButWhereAReasonIsGiven() {
        Map<String, Integer> found = new TreeMap<>();
        for (CompilationUnitTree unit : sources.units()) {
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitCatch(CatchTree caught, Void nothing) {
                    if (isBroad(caught.getParameter().getType())) {
                        found.merge(MainSources.nameOf(unit), 1, Integer::sum);
                    }
                    return super.visitCatch(caught, nothing);
                }
            }.scan(unit, null);
        }

        Map<String, Integer> allowed = new TreeMap<>();
        BROAD_CATCHES.forEach((file, broad) -> allowed.put(file, broad.count()));
        assertThat(found).isEqualTo(allowed);
    }

    @Test
    void everyLongFileHasAReason() {
        List<String> tooLong = sources.units().stream()
                .filter(unit -> unit.getLineMap().getLineNumber(lengthOf(unit)) > LONG_LINES)
                .map(MainSources::nameOf)
                .toList();

        assertThat(tooLong).containsExactlyInAnyOrderElementsOf(LONG.keySet());
    }

    private static long lengthOf(CompilationUnitTree unit) {
        SourcePositions positions = sources.docs().getSourcePositions();
        return positions.getEndPosition(unit, unit);
    }

    private static boolean isBroad(Tree type) {
        return type instanceof UnionTypeTree union
                ? union.getTypeAlternatives().stream().anyMatch(SourceRulesTest::isBroad)
                : BROAD.contains(type.toString().replace("java.lang.", ""));
    }

    /** Collects public types and methods without javadoc; those inside something not public are nobody's business. */
    private static final class Undocumented extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final List<String> bare;
        private int seen;

        private Undocumented(CompilationUnitTree unit, List<String> bare) {
            this.unit = unit;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type.getModifiers().getFlags())) {
                return null;
            }
            note(type, type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (isPublic(method.getModifiers().getFlags()) && !overrides(method)) {
                note(method, method.getName().toString());
            }
            // types inside a body are local
            return null;
        }

        private void note(Tree tree, String name) {
            seen++;
            if (sources.docs().getDocComment(getCurrentPath()) == null) {
                long at = sources.docs().getSourcePositions().getStartPosition(unit, tree);
                bare.add(MainSources.nameOf(unit) + ":" + MainSources.lineOf(unit, at) + " " + name);
            }
        }

        /** Members of an interface are public without saying so. */
        private boolean isPublic(Set<Modifier> flags) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            return flags.contains(Modifier.PUBLIC)
                    || parent.getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE);
        }

        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }
    }
}

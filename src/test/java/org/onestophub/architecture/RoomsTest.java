package org.onestophub.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.HubProperties;

/** Rooms do not meet, and each library is known in one place. */
class RoomsTest {

    private static final String ROOT = "org.onestophub";

    /** The language of the hub, open to all. */
    private static final Set<String> LANGUAGE = Set.of("complaint", "problem", "log");

    /** What a package may use beside the language. Whoever is not here is no package of the hub. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            // the language itself, from the ground up
            Map.entry("log", Set.of()),
            Map.entry("problem", Set.of()),
            Map.entry("complaint", Set.of()),
            // the rooms
            Map.entry("receive", Set.of("store")),
            Map.entry("read", Set.of()),
            Map.entry("map", Set.of()),
            Map.entry("check", Set.of()),
            Map.entry("enrich", Set.of("patient")),
            Map.entry("record", Set.of()),
            Map.entry("deliver", Set.of("store")),
            Map.entry("quarantine", Set.of()),
            // around them
            Map.entry("store", Set.of()),
            Map.entry("ledger", Set.of("store")),
            Map.entry("patient", Set.of()),
            // what all need who open a line to another machine
            Map.entry("remote", Set.of()),
            Map.entry("probe", Set.of("remote")),
            Map.entry("channel", Set.of("probe", "remote", "store")),
            Map.entry("sink", Set.of("probe", "remote")),
            Map.entry("duty", Set.of()),
            Map.entry("alert", Set.of("remote", "store")),
            Map.entry("access", Set.of()),
            Map.entry("district", Set.of("store")),
            // an operator sees a kept input as READ sees it
            Map.entry("ops", Set.of("read")),
            // mappings are tried where nothing is kept
            Map.entry("trial", Set.of("read", "map", "check")),
            // the jar's commands
            Map.entry("cli", Set.of("channel", "read", "map", "check", "trial")),
            Map.entry("", Set.of("access", "cli")));

    /** Classes beside the *Step that speak Camel, with the reason. */
    private static final Map<String, String> SPEAK_CAMEL = Map.ofEntries(
            Map.entry("OnestopHub", "leaves out what Camel would configure by itself"),
            Map.entry("channel.CamelLint", "asks Camel what it thinks of a file"),
            Map.entry("channel.RouteLoader", "brings routes in, starts, stops and removes them"),
            Map.entry("probe.Setting", "reads settings for all connectors that Camel makes"),
            Map.entry("channel.LoadedSources", "reads from the endpoints where the channels look"),
            Map.entry("channel.LoadedSinks", "finds the sink at the end of a loaded route"),
            Map.entry("channel.CamelConfiguration", "configures the component that has no starter"),
            Map.entry("channel.MllpLine", "Netty's decoders come to Camel from a factory of its own type"),
            Map.entry("ledger.LedgerComponent", "the component ledger:"),
            Map.entry("ledger.LedgerEndpoint", "the component ledger:"),
            Map.entry("ledger.LedgerConsumer", "the component ledger:"),
            Map.entry("deliver.DeliveryComponent", "the component delivery:"),
            Map.entry("deliver.DeliveryEndpoint", "the component delivery:"),
            Map.entry("deliver.DeliveryConsumer", "the component delivery:"));

    /** Who may name a clock of the system, with the reason. */
    private static final Map<String, String> NAME_A_CLOCK = Map.of(
            "store.StoreConfiguration", "makes the one clock of the hub",
            "cli.OfflineRooms", "commands that need no hub",
            "channel.FileInboxStep", "made by Camel; takes the hub's clock, and this one where no hub is around it");

    /** Plugged in or brought along by another library; nobody calls them, and nobody shall elsewhere. */
    private static final Set<String> NOT_CALLED = Set.of("ca.uhn", "com.twelvemonkeys", "org.apache.fontbox");

    private static JavaClasses hub;

    @BeforeAll
    static void read() {
        hub = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void everyPackageUsesOnlyWhatItMay() {
        Map<String, Set<String>> beyond = new TreeMap<>();
        for (JavaClass type : hub) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().startsWith(ROOT) && !isAllowed(roomOf(type), target)) {
                    beyond.computeIfAbsent(roomOf(type), room -> new TreeSet<>())
                            .add(type.getSimpleName() + " uses " + target.getName());
                }
            }
        }

        assertThat(beyond).isEmpty();
    }

    @Test
    void everyPackageIsInTheTableAndEveryExceptionIsNeeded() {
        Set<String> packages = new HashSet<>();
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : hub) {
            packages.add(roomOf(type));
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .forEach(target -> used.computeIfAbsent(roomOf(type), room -> new HashSet<>())
                            .add(roomOf(target)));
        }

        assertThat(packages).isEqualTo(MAY_USE.keySet());
        MAY_USE.forEach((room, others) -> assertThat(used.getOrDefault(room, Set.of()))
                .as("exceptions of " + room)
                .containsAll(others));
    }

    @Test
    void camelIsSpokenInStepsAndInTheClassesNamed() {
        assertOnly(
                "org.apache.camel",
                SPEAK_CAMEL.keySet(),
                type -> outermost(type).getSimpleName().endsWith("Step"));
        assertThat(SPEAK_CAMEL.keySet()).allMatch(name -> hub.contain(ROOT + "." + name));
    }

    @Test
    void librariesOfFormatsStayInTheirRoom() {
        String[] formats = {
            "org.apache.james",
            "org.apache.pdfbox",
            "org.apache.fontbox",
            "org.apache.poi",
            "org.jsoup",
            "com.twelvemonkeys",
            "javax.imageio",
            "ca.uhn",
            "de.siegmar"
        };
        for (String library : formats) {
            // code lists are CSV too, and no datum
            assertOnly(
                    library, Set.of("complaint.CodeLists"), type -> roomOf(type).equals("read"));
        }
        assertOnly("com.schibsted", Set.of(), type -> roomOf(type).equals("map"));
        assertOnly("com.networknt", Set.of(), type -> roomOf(type).equals("check"));
        // the directory keeps numbers in the form in which CHECK brings those of a complaint
        assertOnly(
                "com.google.i18n",
                Set.of("patient.PhoneNumber"),
                type -> roomOf(type).equals("check"));
        // the mailbox as a source, the office's as a destination, who is told by mail; what a mail says is read by READ
        assertOnly(
                "jakarta.mail",
                Set.of("alert.AlertMail"),
                type -> Set.of("channel", "sink", "remote").contains(roomOf(type)));
        // one SMTP client for all who send: it alone knows Angus's own classes of it
        assertOnly("org.eclipse.angus.mail.smtp", Set.of(), type -> roomOf(type).equals("remote"));
        for (String library : new String[] {"com.jcraft", "org.apache.qpid", "org.dhatim"}) {
            assertOnly(library, Set.of("probe.SftpProbe"), type -> roomOf(type).equals("sink"));
        }
        assertOnly("org.apache.activemq", Set.of(), type -> roomOf(type).equals("deliver"));
        assertOnly("io.zonky", Set.of(), type -> roomOf(type).equals("store"));
    }

    @Test
    void onlyTheDoorToTheLogKnowsALogger() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".log")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.slf4j..", "ch.qos.logback..", "java.util.logging..", "org.apache.commons.logging..")
                .check(hub);
    }

    @Test
    void timeIsAskedOfTheClockGiven() {
        DescribedPredicate<JavaCall<?>> ownTime =
                DescribedPredicate.describe("asks the time of the system", RoomsTest::asksTheSystem);
        noClasses()
                .that(DescribedPredicate.describe(
                        "may not name a clock", type -> !NAME_A_CLOCK.containsKey(nameOf(type))))
                .should(callMethodWhere(ownTime))
                .orShould()
                .callConstructor(Date.class)
                .check(hub);
    }

    @Test
    void nothingIsPrintedPastTheLog() {
        // whatever the type of the fault is: its class file names that and not Throwable
        DescribedPredicate<JavaCall<?>> printed = DescribedPredicate.describe(
                "prints a fault with its message",
                call -> call.getName().equals("printStackTrace")
                        && call.getTargetOwner().isAssignableTo(Throwable.class));
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould(callMethodWhere(printed))
                .check(hub);
    }

    @Test
    void noNameSaysNothing() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Info")
                .andShould()
                .haveSimpleNameNotEndingWith("Processor")
                .check(hub);
    }

    private static boolean isAllowed(String room, JavaClass target) {
        String other = roomOf(target);
        return other.equals(room)
                || LANGUAGE.contains(other)
                || MAY_USE.getOrDefault(room, Set.of()).contains(other)
                || outermost(target).isEquivalentTo(HubProperties.class);
    }

    private static boolean asksTheSystem(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getName();
        if (owner.equals("java.lang.System")) {
            // nanoTime is a stopwatch: it tells how long, never when
            return method.equals("currentTimeMillis");
        }
        if (owner.equals("java.time.Clock")) {
            return method.startsWith("system") || method.startsWith("tick");
        }
        boolean withClock = call.getTarget().getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("java.time.Clock"));
        return owner.startsWith("java.time.") && method.equals("now") && !withClock;
    }

    private static void assertOnly(String library, Set<String> named, Predicate<JavaClass> belongs) {
        Set<String> users = new TreeSet<>();
        Set<String> strangers = new TreeSet<>();
        for (JavaClass type : hub) {
            boolean uses = type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency ->
                            dependency.getTargetClass().getPackageName().startsWith(library));
            if (uses) {
                users.add(type.getName());
            }
            if (uses && !belongs.test(type) && !named.contains(nameOf(type))) {
                strangers.add(type.getName());
            }
        }

        assertThat(strangers).as("uses of " + library + " at the wrong place").isEmpty();
        if (!NOT_CALLED.contains(library)) {
            // a rule about a library nobody uses would hold for ever
            assertThat(users).as("users of " + library).isNotEmpty();
        }
    }

    private static String nameOf(JavaClass type) {
        return outermost(type).getName().substring(ROOT.length() + 1);
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type.getBaseComponentType();
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static String roomOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}

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
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** Rooms do not meet, districts lead one way, and each library is known in one place. */
class RoomsTest {

    private static final String ROOT = "org.onestophub";

    /** The language of the hub, open to all: its nouns, what rooms offer each other, codes and the log. */
    private static final Set<String> LANGUAGE = Set.of(
            "complaint",
            "complaint.contract",
            "complaint.contract.configuration",
            "complaint.contract.operations",
            "complaint.contract.rights",
            "complaint.list",
            "complaint.walk",
            "problem",
            "log");

    /** What a package may use beside the language. A package that is not here is no package of the hub. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            // the language itself, from the ground up
            Map.entry("log", Set.of()),
            Map.entry("problem", Set.of()),
            Map.entry("complaint", Set.of()),
            Map.entry("complaint.contract", Set.of()),
            Map.entry("complaint.contract.configuration", Set.of()),
            Map.entry("complaint.contract.operations", Set.of()),
            Map.entry("complaint.contract.rights", Set.of()),
            Map.entry("complaint.list", Set.of()),
            Map.entry("complaint.walk", Set.of()),
            // bytes in, durable, "yes"
            Map.entry("intake.source", Set.of("platform.remote")),
            Map.entry(
                    "intake.source.file",
                    Set.of("intake.source", "platform.connector", "platform.probe", "platform.remote")),
            Map.entry("intake.source.mail", Set.of("intake.source", "platform.connector", "platform.probe")),
            Map.entry("intake.source.mllp", Set.of("platform.remote")),
            Map.entry("intake.source.queue", Set.of("intake.source")),
            Map.entry(
                    "intake.source.web",
                    Set.of("intake.source", "platform.connector", "platform.probe", "platform.remote")),
            Map.entry("intake.receive", Set.of("platform.blob")),
            Map.entry("intake.receive.door", Set.of()),
            Map.entry("intake.receive.letter", Set.of("intake.receive", "platform.store")),
            // left to right, once
            Map.entry(
                    "pipeline.read",
                    Set.of(
                            "pipeline.read.format",
                            "pipeline.read.mail",
                            "pipeline.read.calls",
                            "pipeline.read.scan",
                            "pipeline.read.hl7",
                            "pipeline.read.form",
                            "pipeline.read.sheet",
                            "pipeline.read.feed")),
            Map.entry("pipeline.read.format", Set.of()),
            Map.entry("pipeline.read.mail", Set.of("pipeline.read.format")),
            Map.entry("pipeline.read.calls", Set.of("pipeline.read.format")),
            Map.entry("pipeline.read.scan", Set.of("pipeline.read.format")),
            Map.entry("pipeline.read.scan.ocr", Set.of("pipeline.read.format", "pipeline.read.scan")),
            Map.entry("pipeline.read.hl7", Set.of("pipeline.read.format")),
            Map.entry("pipeline.read.form", Set.of("pipeline.read.format")),
            // sheets also come as attachments
            Map.entry("pipeline.read.sheet", Set.of("pipeline.read.format", "pipeline.read.mail")),
            Map.entry("pipeline.read.feed", Set.of("pipeline.read.format")),
            Map.entry("pipeline.map", Set.of()),
            Map.entry("pipeline.check", Set.of()),
            Map.entry("pipeline.enrich", Set.of("pipeline.patient")),
            Map.entry("pipeline.patient", Set.of()),
            Map.entry("pipeline.record", Set.of()),
            Map.entry("pipeline.quarantine", Set.of()),
            // events out
            Map.entry("outlet.deliver", Set.of("outlet.deliver.broker", "platform.store")),
            Map.entry("outlet.deliver.broker", Set.of("platform.store")),
            Map.entry("outlet.sink", Set.of("platform.connector", "platform.probe", "platform.remote")),
            Map.entry(
                    "outlet.sink.http",
                    Set.of("outlet.sink", "platform.connector", "platform.probe", "platform.remote")),
            Map.entry("outlet.district", Set.of("platform.store")),
            // what is expected by when
            // what files of rules have in common
            Map.entry("loop.rule", Set.of()),
            Map.entry("loop.duty", Set.of("loop.rule")),
            // they see a case alike
            Map.entry("loop.alarm", Set.of("loop.duty", "loop.rule")),
            // what happened to a case moves its duties, and raises alarms
            Map.entry("loop.status", Set.of("loop.alarm", "loop.duty")),
            // numbers first, then paper
            Map.entry("loop.register", Set.of()),
            Map.entry("loop.report", Set.of("loop.fact", "loop.register", "loop.report.form")),
            Map.entry("loop.report.form", Set.of()),
            Map.entry("loop.fact", Set.of()),
            Map.entry("loop.warning", Set.of("loop.fact", "loop.rule")),
            // what all stand on
            Map.entry("platform.store", Set.of()),
            Map.entry("platform.node", Set.of("platform.store")),
            Map.entry("platform.blob", Set.of("platform.node", "platform.store")),
            Map.entry("platform.ledger", Set.of("platform.blob", "platform.store")),
            Map.entry("platform.access", Set.of()),
            Map.entry("platform.access.edge", Set.of("platform.access")),
            // who a person is, then whether that person has a session
            Map.entry("platform.access.people", Set.of("platform.access.identity")),
            Map.entry("platform.access.identity", Set.of("platform.remote")),
            // what all need that open a connection to another machine
            Map.entry("platform.remote", Set.of()),
            Map.entry("platform.probe", Set.of("platform.remote")),
            Map.entry("platform.connector", Set.of()),
            // people who run the hub
            Map.entry("operate.alert", Set.of("platform.remote", "platform.store")),
            // a test of a connection looks where the channel looks
            Map.entry(
                    "operate.channel",
                    Set.of(
                            "platform.probe",
                            "platform.remote",
                            "intake.source",
                            "intake.source.file",
                            "intake.source.mail",
                            "intake.source.mllp")),
            Map.entry(
                    "operate.config",
                    Set.of("operate.config.file", "operate.channel", "platform.store", "platform.connector")),
            Map.entry("operate.config.file", Set.of()),
            // an operator sees a kept input as READ sees it
            Map.entry("operate.ops", Set.of("operate.ops.query", "operate.ops.trail", "pipeline.read")),
            // lists are workbooks as reports are
            Map.entry("operate.ops.query", Set.of("pipeline.read", "loop.report.form")),
            Map.entry("operate.ops.trail", Set.of("operate.ops.query")),
            // a package has what an operator sees, in the forms of reports
            Map.entry(
                    "operate.handover",
                    Set.of("operate.ops.query", "operate.ops.trail", "pipeline.read", "loop.report.form")),
            // pages for people, from what the API has; an attachment is shown as READ decodes it
            Map.entry("operate.console", Set.of("operate.ops.query", "operate.ops.trail", "pipeline.read")),
            Map.entry("operate.console.connect", Set.of("operate.ops.query")),
            Map.entry("operate.console.report", Set.of("operate.console", "operate.ops.query")),
            // a trial of a draft takes one of the places for such work
            Map.entry("operate.draft", Set.of("operate.config.file", "operate.ops.query")),
            // mappings are tried where nothing is kept
            Map.entry(
                    "operate.samples",
                    Set.of(
                            "pipeline.read",
                            "pipeline.read.format",
                            "pipeline.read.scan",
                            "pipeline.map",
                            "pipeline.check")),
            // the jar's commands
            Map.entry(
                    "operate.cli",
                    Set.of(
                            "operate.config",
                            "operate.samples",
                            "loop.alarm",
                            "loop.duty",
                            "loop.register",
                            "loop.report",
                            "loop.status",
                            "loop.warning",
                            "pipeline.read",
                            "pipeline.read.format",
                            "pipeline.read.scan",
                            "pipeline.map",
                            "pipeline.check")),
            Map.entry("operate.cli.feed", Set.of("operate.cli")),
            Map.entry("operate.cli.hotline", Set.of("operate.cli")),
            Map.entry("", Set.of("operate.cli", "operate.cli.feed", "operate.cli.hotline", "platform.access")));

    /**
     * What a district may use of the others. None uses one to its right in the walk, and nothing uses those who operate
     * the hub.
     */
    private static final Map<String, Set<String>> DISTRICT_MAY_USE = Map.of(
            "platform", Set.of(),
            "intake", Set.of("platform"),
            "pipeline", Set.of(),
            "outlet", Set.of("platform"),
            "loop", Set.of(),
            "operate", Set.of("platform", "intake", "pipeline", "loop"));

    /** Rooms whose work is Camel's: the beans of sources and of sinks. */
    private static final Set<String> ROOMS_OF_CAMEL = Set.of(
            "intake.source",
            "intake.source.file",
            "intake.source.mail",
            "intake.source.mllp",
            "intake.source.queue",
            "intake.source.web",
            "outlet.sink",
            "outlet.sink.http");

    /** Classes beside the *Step and the rooms above that use Camel, with the reason. */
    private static final Map<String, String> USE_CAMEL = Map.ofEntries(
            Map.entry("OnestopHub", "leaves out what Camel would configure by itself"),
            Map.entry("operate.config.CamelLint", "asks Camel what it thinks of a file"),
            Map.entry("operate.config.RouteLoader", "brings routes in, starts, stops and removes them"),
            Map.entry("operate.config.CamelConfiguration", "configures what has no starter"),
            Map.entry("platform.connector.ConnectorBeans", "lets connectors name beans"),
            Map.entry("platform.connector.ConnectorSetting", "reads settings for all connectors that Camel makes"),
            Map.entry("intake.receive.door.PushDoor", "says to the HTTP side what the door of a loaded route takes"),
            Map.entry("operate.channel.LoadedSources", "reads from the endpoints where the channels look"),
            Map.entry("operate.channel.LoadedSinks", "finds the sink at the end of a loaded route"),
            Map.entry("platform.ledger.LedgerComponent", "the component ledger:"),
            Map.entry("platform.ledger.LedgerEndpoint", "the component ledger:"),
            Map.entry("platform.ledger.LedgerConsumer", "the component ledger:"),
            Map.entry("platform.ledger.SoundWalks", "gathers what a split of the route let through"),
            Map.entry("outlet.deliver.DeliveryComponent", "the component delivery:"),
            Map.entry("outlet.deliver.DeliveryEndpoint", "the component delivery:"),
            Map.entry("outlet.deliver.DeliveryConsumer", "the component delivery:"));

    /** Classes that may name a clock of the system, with the reason. */
    private static final Map<String, String> NAME_A_CLOCK = Map.of(
            "platform.store.StoreConfiguration", "makes the one clock of the hub",
            "operate.cli.OfflineRooms", "commands that need no hub",
            "intake.source.mail.MailboxConsumer",
                    "made by Camel; takes the hub's clock, and this one where no hub is around it",
            "intake.source.web.WebSourceEndpoint",
                    "made by Camel; takes the hub's clock, and this one where no hub is around it",
            "intake.source.file.FileInbox",
                    "made by Camel; takes the hub's clock, and this one where no hub is around it");

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
    void everyDistrictUsesOnlyWhatItMay() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : hub) {
            String from = districtOf(type);
            if (from.isEmpty()) {
                continue;
            }
            Set<String> others = used.computeIfAbsent(from, district -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(RoomsTest::districtOf)
                    .filter(to -> !to.isEmpty() && !to.equals(from))
                    .forEach(others::add);
        }

        assertThat(used).isEqualTo(DISTRICT_MAY_USE);
        assertThat(used.keySet()).isEqualTo(MainSources.DISTRICTS);
    }

    @Test
    void camelIsUsedInStepsInItsRoomsAndInTheClassesNamed() {
        assertOnly(
                "org.apache.camel",
                USE_CAMEL.keySet(),
                type -> outermost(type).getSimpleName().endsWith("Step") || ROOMS_OF_CAMEL.contains(roomOf(type)));
        assertThat(USE_CAMEL.keySet()).allMatch(name -> hub.contain(ROOT + "." + name));
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
            // code lists are CSV too, and no datum; reports have charts, and are Word documents
            assertOnly(
                    library,
                    Set.of("complaint.list.CodeLists", "loop.report.form.DocxForm", "loop.report.form.ChartPicture"),
                    type -> roomOf(type).startsWith("pipeline.read"));
        }
        // a rule of a duty says with a predicate which complaints it is for, a route what answer of a platform is a yes
        assertOnly(
                "com.schibsted",
                Set.of(),
                type -> Set.of("pipeline.map", "loop.alarm", "loop.duty", "loop.rule", "outlet.sink.http")
                        .contains(roomOf(type)));
        // signatures that platforms want
        assertOnly("org.bouncycastle", Set.of(), type -> roomOf(type).equals("outlet.sink.http"));
        assertOnly("com.networknt", Set.of(), type -> roomOf(type).equals("pipeline.check"));
        // the directory keeps numbers in the form in which CHECK brings those of a complaint
        assertOnly("com.google.i18n", Set.of(), type -> roomOf(type).equals("pipeline.check"));
        // the mailbox as a source, the office's as a destination, who gets mail; what a mail says is read by READ
        assertOnly(
                "jakarta.mail",
                Set.of(
                        "operate.alert.AlertMail",
                        "intake.source.SourceExceptionHandler",
                        "operate.channel.LoadedSources"),
                type -> Set.of("intake.source.mail", "outlet.sink", "platform.remote")
                        .contains(roomOf(type)));
        // one SMTP client for all who send: it alone knows Angus's own classes of it
        assertOnly("org.eclipse.angus.mail.smtp", Set.of(), type -> roomOf(type).equals("platform.remote"));
        // workbooks: the register of a destination, and a form of a report
        assertOnly(
                "org.dhatim",
                Set.of(),
                type -> Set.of("outlet.sink", "loop.report.form").contains(roomOf(type)));
        for (String library : new String[] {"com.jcraft", "org.apache.qpid"}) {
            assertOnly(
                    library,
                    // the second finds in an answer of an SFTP server why a folder cannot be read; reports are
                    // workbooks too
                    Set.of("platform.probe.SftpProbe", "intake.source.file.FileFault", "loop.report.form.XlsxForm"),
                    type -> roomOf(type).equals("outlet.sink"));
        }
        assertOnly("org.apache.activemq", Set.of(), type -> roomOf(type).equals("outlet.deliver.broker"));
        assertOnly("io.zonky", Set.of(), type -> roomOf(type).equals("platform.store"));
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

    @Test
    void whatAnswersRequestsSaysSoInItsName() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .haveSimpleNameEndingWith("Controller")
                .check(hub);
        classes()
                .that()
                .areAnnotatedWith(Controller.class)
                .should()
                .haveSimpleNameEndingWith("Page")
                .check(hub);
    }

    @Test
    void noTwoClassesShareAName() {
        Map<String, Set<String>> rooms = new TreeMap<>();
        for (JavaClass type : hub) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                rooms.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(roomOf(type));
            }
        }

        assertThat(rooms).hasSizeGreaterThan(500);
        rooms.values().removeIf(of -> of.size() == 1);
        assertThat(rooms).isEmpty();
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
            // nanoTime is a stopwatch: it measures how long, never when
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

    /** The folder below the root that holds a room; empty for the language and the root itself. */
    private static String districtOf(JavaClass type) {
        String room = roomOf(type);
        int dot = room.indexOf('.');
        return LANGUAGE.contains(room) || dot < 0 ? "" : room.substring(0, dot);
    }

    private static String roomOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}

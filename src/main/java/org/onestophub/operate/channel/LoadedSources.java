package org.onestophub.operate.channel;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.remote.FtpEndpoint;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.netty.NettyConfiguration;
import org.apache.camel.component.netty.NettyEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.source.FtpsTrust;
import org.onestophub.intake.source.file.FileInbox;
import org.onestophub.intake.source.mail.MailConfirmation;
import org.onestophub.intake.source.mllp.MllpTls;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.ProbedSource;
import org.onestophub.platform.remote.TrustedCertificates;
import org.springframework.stereotype.Component;

/**
 * The sources of the loaded channels. Their parameters are read from the endpoints that poll and listen, so a test looks
 * where the channel looks, even if files and settings have changed since.
 */
@Component
public class LoadedSources {

    private static final String IN = "in-";
    private static final String DOOR = "direct://push-";
    /** What the role for the door of a channel's own begins with. */
    private static final String OWN_DOOR = "push-";
    /** The door for status events, and the role of those who push there. */
    private static final String STATUS_DOOR = "status-events";

    private static final String STATUS_ROLE = "cases";

    private final CamelContext camel;

    /** The sources of this Camel. */
    public LoadedSources(CamelContext camel) {
        this.camel = camel;
    }

    /** True if the channel's route runs. */
    boolean isRunning(String channel) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(IN + channel);
        return status != null && status.isStarted();
    }

    /** Where the channel looks; empty if it is not loaded. */
    public Optional<ProbeTarget> of(String channel) {
        Route route = camel.getRoute(IN + channel);
        if (route == null) {
            return Optional.empty();
        }
        if (!(route.getEndpoint() instanceof KameletEndpoint kamelet)) {
            return Optional.of(targetOf(route.getEndpoint(), Map.of()));
        }
        Route source = camel.getRoute(kamelet.getRouteId());
        return source == null
                ? Optional.empty()
                : Optional.of(targetOf(source.getEndpoint(), kamelet.getKameletProperties()));
    }

    /** Name of the setting with the password by which the channel logs in; empty if it does not, or is not loaded. */
    Optional<String> passwordSetting(String channel) {
        Route route = camel.getRoute(IN + channel);
        return route != null && route.getEndpoint() instanceof KameletEndpoint kamelet
                ? Optional.ofNullable(kamelet.getKameletProperties().get("passwordSetting"))
                        .map(Object::toString)
                : Optional.empty();
    }

    private ProbeTarget targetOf(Endpoint source, Map<String, Object> parameters) {
        if (source instanceof ProbedSource own) {
            return new ProbeTarget.Own(own);
        }
        if (source instanceof MailEndpoint mail) {
            Object kept = parameters.getOrDefault("keptFolder", MailConfirmation.DEFAULT_FOLDER);
            return mailbox(mail.getConfiguration(), kept.toString());
        }
        if (source instanceof SftpEndpoint sftp) {
            return sftp(sftp);
        }
        if (source instanceof FtpEndpoint<?> ftp) {
            return ftp(ftp);
        }
        if (source instanceof FileEndpoint file) {
            return new ProbeTarget.Folder(Path.of(file.getConfiguration().getDirectory()), false);
        }
        if (source instanceof NettyEndpoint netty) {
            return new ProbeTarget.Listener(
                    netty.getConfiguration().getHost(),
                    netty.getConfiguration().getPort(),
                    keyOf(netty.getConfiguration()));
        }
        if (source instanceof DirectEndpoint && source.getEndpointUri().startsWith(DOOR)) {
            // doors and roles go by the same word, but for one
            String door = source.getEndpointUri().substring(DOOR.length());
            // the connector of a channel's own door hangs its bounds on the endpoint
            if (door.equals(STATUS_DOOR)) {
                return new ProbeTarget.Door(STATUS_ROLE);
            }
            return new ProbeTarget.Door(door.contains("?") ? OWN_DOOR + door.replaceFirst("\\?.*$", "") : door);
        }
        return new ProbeTarget.Unknown();
    }

    /** Null without TLS. */
    private static ProbeTarget.@Nullable KeySource keyOf(NettyConfiguration netty) {
        return netty.getEncodersAsList().stream()
                .filter(MllpTls.class::isInstance)
                .map(MllpTls.class::cast)
                .filter(MllpTls::isOn)
                .map(tls -> (ProbeTarget.KeySource) tls::key)
                .findFirst()
                .orElse(null);
    }

    private static ProbeTarget mailbox(MailConfiguration mail, String keptFolder) {
        return new ProbeTarget.Mailbox(
                mail.getProtocol(),
                mail.getHost(),
                mail.getPort(),
                mail.getAdditionalJavaMailProperties(),
                trustOf(mail.getSslContextParameters()),
                () -> new ProbeTarget.Login(
                        mail.getPasswordAuthentication().getUserName(),
                        mail.getPasswordAuthentication().getPassword()),
                mail.getFolderName(),
                keptFolder);
    }

    private static ProbeTarget sftp(SftpEndpoint source) {
        SftpConfiguration sftp = source.getConfiguration();
        return new ProbeTarget.SftpFolder(
                sftp.getHost(),
                sftp.getPort(),
                sftp.getKnownHostsFile(),
                sftp.getPreferredAuthentications(),
                charsetOf(sftp.getFilenameEncoding()),
                loginOf(source),
                directoryOf(sftp));
    }

    private static ProbeTarget ftp(FtpEndpoint<?> ftp) {
        RemoteFileConfiguration remote = (RemoteFileConfiguration) ftp.getConfiguration();
        Map<String, Object> client = ftp.getFtpClientParameters() == null ? Map.of() : ftp.getFtpClientParameters();
        return new ProbeTarget.FtpFolder(
                remote.getHost(),
                remote.getPort(),
                charsetOf((String) client.get("controlEncoding")),
                trustOf(ftp),
                Boolean.parseBoolean(String.valueOf(client.get("endpointCheckingEnabled"))),
                loginOf(ftp),
                directoryOf(remote));
    }

    /** Null without TLS. */
    private static @Nullable X509ExtendedTrustManager trustOf(FtpEndpoint<?> ftp) {
        if (!(ftp instanceof FtpsEndpoint ftps)) {
            return null;
        }
        return trustOf(ftps.getSslContextParameters());
    }

    private static X509ExtendedTrustManager trustOf(SSLContextParameters parameters) {
        return parameters instanceof FtpsTrust own
                ? own.trust()
                : TrustedCertificates.ofTheJvm().judge();
    }

    private static ProbeTarget.LoginSource loginOf(RemoteFileEndpoint<?> source) {
        // the endpoint itself knows the account only from the first look on
        if (source.getFilter() instanceof FileInbox inbox) {
            return inbox::login;
        }
        RemoteFileConfiguration own = source.getConfiguration();
        return () -> new ProbeTarget.Login(own.getUsername(), own.getPassword());
    }

    private static String directoryOf(RemoteFileConfiguration remote) {
        return remote.getDirectory() == null || remote.getDirectory().isEmpty() ? "." : remote.getDirectory();
    }

    private static Charset charsetOf(@Nullable String name) {
        return name == null || !Charset.isSupported(name) ? StandardCharsets.UTF_8 : Charset.forName(name);
    }
}

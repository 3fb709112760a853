package org.onestophub.intake.source.mllp;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.remote.ServerKey;
import org.onestophub.problem.ProblemException;

/**
 * TLS of one MLLP listener, by files that the Kamelet names; none where it names none. Camel's own TLS of netty needs a word
 * more to ask senders for a certificate, and reads the files once: who renews a certificate would have to restart.
 */
public final class MllpTls extends DefaultChannelHandlerFactory {

    private String certificateFile = "";
    private String keyFile = "";
    private String sendersFile = "";
    private @Nullable ServerKey read;
    private List<FileTime> readOf = List.of();

    /** For a connector, which sets the files. */
    public MllpTls() {
        // see the setters
    }

    /** By the files of {@link ServerKey#of}. */
    public MllpTls(String certificateFile, String keyFile, String sendersFile) {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.sendersFile = sendersFile;
    }

    @Override
    public ChannelHandler newChannelHandler() {
        if (!isOn()) {
            return new None();
        }
        ServerKey key = current();
        SSLEngine engine = key.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(key.asksSenders());
        return new SslHandler(engine);
    }

    /** Whether any of the files is named. One that is missing is a fault then: nothing is sent without TLS by mistake. */
    public boolean isOn() {
        return !(certificateFile.isBlank() && keyFile.isBlank() && sendersFile.isBlank());
    }

    /**
     * What the files say now.
     * @throws ProblemException CH-207 as {@link ServerKey#of}
     */
    public ServerKey key() {
        return ServerKey.of(certificateFile, keyFile, sendersFile);
    }

    /** The files as they were read last, read again when one has changed. A new one that is no use does not end the old. */
    private synchronized ServerKey current() {
        List<FileTime> times = times();
        ServerKey known = read;
        if (known != null && times.equals(readOf)) {
            return known;
        }
        try {
            known = key();
        } catch (ProblemException e) {
            if (known == null) {
                throw e;
            }
        }
        readOf = times;
        read = known;
        return known;
    }

    private List<FileTime> times() {
        List<FileTime> times = new ArrayList<>();
        for (String file : new String[] {certificateFile, keyFile, sendersFile}) {
            try {
                times.add(Files.getLastModifiedTime(Path.of(file)));
            } catch (IOException | InvalidPathException e) {
                times.add(FileTime.fromMillis(0));
            }
        }
        return times;
    }

    /**
     * PEM file with the certificate that the hub shows; empty: none.
     * @throws ProblemException CH-207 if it is none, or not that of the key
     */
    public void setCertificateFile(String certificateFile) {
        this.certificateFile = certificateFile;
        lookIfWhole();
    }

    /**
     * PEM file with its private key.
     * @throws ProblemException CH-207 if it is none, or not that of the certificate
     */
    public void setKeyFile(String keyFile) {
        this.keyFile = keyFile;
        lookIfWhole();
    }

    /**
     * PEM file with the certificates of senders, or of who signed them; empty: none are asked for.
     * @throws ProblemException CH-207 if it has none
     */
    public void setSendersFile(String sendersFile) {
        this.sendersFile = sendersFile;
        lookIfWhole();
    }

    /** A channel whose files are no use does not load. The order of the setters is not known. */
    private void lookIfWhole() {
        if (!certificateFile.isBlank() && !keyFile.isBlank()) {
            key();
        }
    }

    /** In the place of TLS. */
    private static final class None extends ChannelHandlerAdapter {}
}

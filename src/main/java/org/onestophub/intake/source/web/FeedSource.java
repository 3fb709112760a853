package org.onestophub.intake.source.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.onestophub.complaint.Digest;
import org.springframework.util.unit.DataSize;

/** All that a connector says about a feed; set by the Kamelet. */
public final class FeedSource extends WebSource {

    private static final int QUERY_DIGITS = 12;

    private String account = "";
    private int maxPages = 10;
    private long entryMaxBytes = DataSize.ofMegabytes(1).toBytes();

    /** Who gives the feed: a part of the keys of its entries. */
    public void setAccount(String account) {
        this.account = account;
    }

    /** Most pages of one look. */
    public void setMaxPages(int maxPages) {
        this.maxPages = maxPages;
    }

    /** A larger entry is refused, with its beginning kept. */
    public void setEntryMaxSize(String entryMaxSize) {
        this.entryMaxBytes = DataSize.parse(entryMaxSize).toBytes();
    }

    String account() {
        return account;
    }

    int maxPages() {
        return maxPages;
    }

    long entryMaxBytes() {
        return entryMaxBytes;
    }

    /** Address and account; of the query, which may hold a token, only a digest. */
    @Override
    String source() {
        URI address = server().address();
        String query = address.getRawQuery() == null
                ? ""
                : "?"
                        + Digest.sha256(address.getRawQuery().getBytes(StandardCharsets.UTF_8))
                                .substring(0, QUERY_DIGITS);
        return PullServer.originOf(address) + address.getRawPath() + query + " " + account;
    }

    /** An address without its query, which may hold a token. */
    static String shown(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }
}

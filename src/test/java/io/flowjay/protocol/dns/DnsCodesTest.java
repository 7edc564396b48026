package io.flowjay.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the IANA registry "Domain Name System (DNS) Parameters". */
class DnsCodesTest {
    @ParameterizedTest
    @CsvSource({
        "1,A",
        "2,NS",
        "5,CNAME",
        "6,SOA",
        "12,PTR",
        "15,MX",
        "16,TXT",
        "28,AAAA",
        "33,SRV",
        "35,NAPTR",
        "41,OPT",
        "43,DS",
        "46,RRSIG",
        "47,NSEC",
        "48,DNSKEY",
        "50,NSEC3",
        "52,TLSA",
        "64,SVCB",
        "65,HTTPS",
        "251,IXFR",
        "252,AXFR",
        "255,ANY",
        "257,CAA",
        "0,TYPE0",
        "65535,TYPE65535"
    })
    void types(int type, String text) {
        assertThat(DnsType.text(type)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,NOERROR",
        "1,FORMERR",
        "2,SERVFAIL",
        "3,NXDOMAIN",
        "4,NOTIMP",
        "5,REFUSED",
        "6,YXDOMAIN",
        "7,YXRRSET",
        "8,NXRRSET",
        "9,NOTAUTH",
        "10,NOTZONE",
        "16,BADVERS",
        "23,BADCOOKIE",
        "11,RCODE11",
        "4095,RCODE4095"
    })
    void responseCodes(int code, String text) {
        assertThat(DnsResponseCode.text(code)).isEqualTo(text);
    }
}

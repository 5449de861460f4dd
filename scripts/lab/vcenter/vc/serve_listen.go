package vc

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"strings"
	"time"
)

func loopbackOnly(listen string) error {
	h, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("listen address %q: %w", listen, err)
	}
	if ip := net.ParseIP(h); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("listen address %q: a simulated vCenter listens on a loopback address only, such as 127.0.0.1:0", listen)
	}
	return nil
}

// endpoints lets the library register its services. It can do so only while it
// starts a server of its own; that one is closed at once, because requests to it
// would not hold the lab's lock.
func (l *Lab) endpoints(host string) {
	svc := l.model.Service
	svc.RegisterEndpoints = true
	svc.TLS = &tls.Config{}
	svc.Listen = &url.URL{Host: "127.0.0.1:0"}
	own := svc.NewServer()
	old := own.URL.Host
	own.Close()
	svc.Listen.Host = host
	l.Map.SessionManager().ServiceHostName = host
	for _, o := range l.Map.OptionManager().Setting {
		if v, ok := o.GetOptionValue().Value.(string); ok && strings.Contains(v, old) {
			o.GetOptionValue().Value = strings.ReplaceAll(v, old, host)
		}
	}
	l.installVsan()
	l.installPolicies()
}

func selfSigned() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	t := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "simulated vCenter", Organization: []string{"Cordée lab"}},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(30 * 24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}, DNSNames: []string{"localhost"},
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

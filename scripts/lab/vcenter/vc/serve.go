package vc

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Server is a lab that listens.
type Server struct {
	URL  *url.URL // https://127.0.0.1:PORT/sdk
	http *http.Server
	lab  *Lab
	done chan struct{}
}

// Serve listens on a loopback address and nowhere else: what it shows looks like
// a vCenter, and anybody may log in.
func (l *Lab) Serve(listen string) (*Server, error) {
	if err := loopbackOnly(listen); err != nil {
		return nil, err
	}
	ln, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, err
	}
	cert, err := selfSigned()
	if err != nil {
		return nil, err
	}
	l.endpoints(ln.Addr().String())
	s := &Server{URL: &url.URL{Scheme: "https", Host: ln.Addr().String(), Path: "/sdk"}, lab: l, done: make(chan struct{})}
	s.http = &http.Server{
		Handler:           http.HandlerFunc(l.handle),
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}},
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // clients that do not trust the certificate
	}
	go func() {
		defer close(s.done)
		if err := s.http.ServeTLS(ln, "", ""); err != http.ErrServerClosed {
			log.Println("lab:", err)
		}
	}()
	return s, nil
}

// Close ends the server and its connections.
func (s *Server) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.http.Shutdown(ctx) != nil {
		s.http.Close()
	}
	<-s.done
	s.lab.Close()
}

// waits: these calls may take minutes; they take the lock for each look themselves.
var waits = regexp.MustCompile(`<(\w+:)?WaitForUpdates`)

// handle lets one request through at a time, and keeps the lock until its tasks are done.
func (l *Lab) handle(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 64<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if r.Method == http.MethodPost && r.URL.Path == "/sdk" && waits.Match(body) {
		l.model.Service.ServeMux.ServeHTTP(w, r)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.tasks.wait()
	// Whoever looks finds what hosts have noticed by themselves. A site that is lost, or its storage, is looked at by that very call.
	if l.lunsChanged() && !changesSite(r) {
		l.look()
	}
	switch {
	case r.URL.Path == "/" || r.URL.Path == "/ui":
		front(w)
	case strings.HasPrefix(r.URL.Path, "/lab/"):
		l.control(w, r)
	case strings.Contains(r.URL.Path, "/com/vmware/cis/tagging/"):
		l.tagging(w, r, body)
	default:
		l.model.Service.ServeMux.ServeHTTP(w, r)
	}
}

func changesSite(r *http.Request) bool {
	return r.Method == http.MethodPost && (strings.HasPrefix(r.URL.Path, "/lab/sites/") || strings.HasPrefix(r.URL.Path, "/lab/storage/"))
}

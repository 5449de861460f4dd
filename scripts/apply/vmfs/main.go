// Command cordee-vmfs shows or expands the VMFS datastore that lies on a LUN, after the storage has grown it, and lets hosts
// look for a LUN that the storage has begun to serve; and lists the files that are on a datastore.
//
//	cordee-vmfs show   --device naa.… [--host NAME …]
//	cordee-vmfs expand --device naa.… [--host NAME …]
//	cordee-vmfs rescan --device naa.… --host NAME [--host NAME …]
//	cordee-vmfs files  --datastore NAME
//
// It prints one line of JSON: {"vcenter":"…","asked":[…],"datastore":"name"|null,"hosts":["…"],"away":[{"name":"…","state":"…"}],"beforeMib":N,
// "afterMib":N}, where asked are the named hosts as rescan prints them: a null says something only where they are there and see the LUN; of rescan
// {"hosts":[{"name":"…","state":"connected"|…|"missing","sees":true|false}]}, of files
// {"datastore":"name"|null,"count":N,"first":["folder/name"]}. Server and credentials
// come from VSPHERE_SERVER, VSPHERE_USER, VSPHERE_PASSWORD and VSPHERE_ALLOW_UNVERIFIED_SSL, as for the vSphere provider.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// patience is the longest that a rescan of many hosts and an expansion may take together.
const patience = 15 * time.Minute

func main() {
	os.Exit(safely(os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

// safely turns whatever goes wrong into one line without the password, and exit code 1.
func safely(args []string, getenv func(string) string, out, errors io.Writer) (code int) {
	defer func() {
		if cause := recover(); cause != nil {
			report(errors, fmt.Errorf("internal error: %v", cause), getenv)
			code = 1
		}
	}()
	if err := run(args, getenv, out, errors); err != nil {
		report(errors, err, getenv)
		return 1
	}
	return 0
}

func report(to io.Writer, err error, getenv func(string) string) {
	line := strings.Join(strings.Fields(err.Error()), " ")
	if password := getenv("VSPHERE_PASSWORD"); password != "" {
		line = strings.ReplaceAll(line, password, "…")
	}
	fmt.Fprintln(to, "cordee-vmfs:", line)
}

func run(args []string, getenv func(string) string, out, notes io.Writer) error {
	asked, err := parse(args)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	client, err := connect(ctx, getenv)
	if err != nil {
		return err
	}
	defer func() { _ = client.Logout(context.WithoutCancel(ctx)) }()

	v := &vcenter{client: client.Client, note: func(text string) { fmt.Fprintln(notes, "cordee-vmfs:", text) }}
	outcome, err := v.do(ctx, asked)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(outcome)
}

func (v *vcenter) do(ctx context.Context, asked task) (any, error) {
	switch asked.command {
	case "expand":
		return v.expand(ctx, asked.device, asked.hosts)
	case "files":
		return v.filesOf(ctx, asked.datastore)
	case "rescan":
		return v.rescanHosts(ctx, asked.device, asked.hosts)
	default:
		return v.show(ctx, asked.device, asked.hosts)
	}
}

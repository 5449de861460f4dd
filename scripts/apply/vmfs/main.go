// Command cordee-vmfs shows or expands the VMFS datastore that lies on a LUN, after the storage has grown it.
//
//	cordee-vmfs show   --device naa.…
//	cordee-vmfs expand --device naa.…
//
// It prints one line of JSON: {"datastore":"name"|null,"hosts":["…"],"beforeMib":N,"afterMib":N}. Server and credentials
// come from VSPHERE_SERVER, VSPHERE_USER, VSPHERE_PASSWORD and VSPHERE_ALLOW_UNVERIFIED_SSL, as for the vSphere provider.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// patience is the longest that a rescan of many hosts and an expansion may take together.
const patience = 15 * time.Minute

const usage = "usage: cordee-vmfs show|expand --device naa.…"

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
	command, device, err := parse(args)
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
	work := v.show
	if command == "expand" {
		work = v.expand
	}
	outcome, err := work(ctx, device)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(outcome)
}

var devicePattern = regexp.MustCompile(`^(naa|eui)\.[0-9a-f]{2,64}$`)

func parse(args []string) (command, device string, err error) {
	if len(args) == 0 || (args[0] != "show" && args[0] != "expand") {
		return "", "", fmt.Errorf("%s", usage)
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	given := flags.String("device", "", "name of the LUN")
	if err := flags.Parse(args[1:]); err != nil {
		return "", "", fmt.Errorf("%w; %s", err, usage)
	}
	device = strings.ToLower(*given)
	if !devicePattern.MatchString(device) || flags.NArg() > 0 {
		return "", "", fmt.Errorf("--device %q is no name of a LUN (naa.60030d90…); %s", *given, usage)
	}
	return args[0], device, nil
}

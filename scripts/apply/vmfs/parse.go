package main

import (
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"
)

const usage = "usage: cordee-vmfs show|expand --device naa.…, cordee-vmfs rescan --device naa.… --host NAME [--host NAME …]"

// Task is what the command line asks for.
type task struct {
	command, device string
	// hosts of rescan, as vCenter names them.
	hosts []string
}

var devicePattern = regexp.MustCompile(`^(naa|eui)\.[0-9a-f]{2,64}$`)

func parse(args []string) (task, error) {
	if len(args) == 0 || (args[0] != "show" && args[0] != "expand" && args[0] != "rescan") {
		return task{}, fmt.Errorf("%s", usage)
	}
	asked := task{command: args[0]}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	given := flags.String("device", "", "name of the LUN")
	if asked.command == "rescan" {
		flags.Func("host", "name of a host, as vCenter has it", func(name string) error {
			asked.hosts = append(asked.hosts, name)
			return nil
		})
	}
	if err := flags.Parse(args[1:]); err != nil {
		return task{}, fmt.Errorf("%w; %s", err, usage)
	}
	asked.device = strings.ToLower(*given)
	if !devicePattern.MatchString(asked.device) || flags.NArg() > 0 {
		return task{}, fmt.Errorf("--device %q is no name of a LUN (naa.60030d90…); %s", *given, usage)
	}
	if asked.command == "rescan" && len(asked.hosts) == 0 {
		return task{}, fmt.Errorf("rescan needs --host; %s", usage)
	}
	return asked, nil
}

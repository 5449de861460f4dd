package main

import (
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

const usage = "usage: cordee-vmfs show|expand --device naa.… [--host NAME …], cordee-vmfs rescan --device naa.… --host NAME [--host NAME …], cordee-vmfs files --datastore NAME"

// Task is what the command line asks for.
type task struct {
	command, device string
	// datastore of files, by its name.
	datastore string
	// hosts that the LUN is served to, as vCenter names them.
	hosts []string
}

var devicePattern = regexp.MustCompile(`^(naa|eui)\.[0-9a-f]{2,64}$`)

var commands = []string{"show", "expand", "rescan", "files"}

func parse(args []string) (task, error) {
	if len(args) == 0 || !slices.Contains(commands, args[0]) {
		return task{}, fmt.Errorf("%s", usage)
	}
	asked := task{command: args[0]}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	if asked.command == "files" {
		flags.StringVar(&asked.datastore, "datastore", "", "name of the datastore")
	} else {
		flags.StringVar(&asked.device, "device", "", "name of the LUN")
		flags.Func("host", "name of a host, as vCenter has it", func(name string) error {
			asked.hosts = append(asked.hosts, name)
			return nil
		})
	}
	if err := flags.Parse(args[1:]); err != nil {
		return task{}, fmt.Errorf("%w; %s", err, usage)
	}
	return checked(asked, flags.NArg())
}

// checked refuses a task that lacks what its command needs, or has words that no command knows.
func checked(asked task, more int) (task, error) {
	if asked.command == "files" {
		if asked.datastore == "" || more > 0 {
			return task{}, fmt.Errorf("files needs --datastore; %s", usage)
		}
		return asked, nil
	}
	given := asked.device
	asked.device = strings.ToLower(given)
	if !devicePattern.MatchString(asked.device) || more > 0 {
		return task{}, fmt.Errorf("--device %q is no name of a LUN (naa.60030d90…); %s", given, usage)
	}
	if asked.command == "rescan" && len(asked.hosts) == 0 {
		return task{}, fmt.Errorf("rescan needs --host; %s", usage)
	}
	return asked, nil
}

// Cordee-vcenter is a simulated vCenter on a loopback address, for the lab of Cordée.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"

	"cordee/vcenter/vc"
)

func main() {
	fmt.Println(vc.Banner)
	log.SetOutput(quiet{})
	inventory := flag.String("inventory", "", "JSON file of hosts, templates and machines that exist at the start")
	listen := flag.String("listen", "127.0.0.1:0", "loopback address to listen on")
	luns := flag.String("luns", "", "facts file of the LUNs that the storage serves, read at each rescan")
	flag.Parse()
	if err := run(*inventory, *listen, *luns); err != nil {
		fmt.Fprintln(os.Stderr, "cordee-vcenter:", err)
		os.Exit(1)
	}
}

// quiet drops what the library prints for things that are no fault: a client that
// asks whether a template lies in a library, a disk whose name is taken and counted up.
type quiet struct{}

func (quiet) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("library not found:")) || bytes.Contains(line, []byte("FileAlreadyExists:")) {
		return len(line), nil
	}
	return os.Stderr.Write(line)
}

func run(inventory, listen, luns string) error {
	if inventory == "" {
		return fmt.Errorf("--inventory FILE is missing")
	}
	inv, err := vc.ReadInventory(inventory)
	if err != nil {
		return err
	}
	lab, err := vc.New(inv, luns)
	if err != nil {
		return err
	}
	s, err := lab.Serve(listen)
	if err != nil {
		lab.Close()
		return err
	}
	defer s.Close()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	ready := map[string]string{"url": s.URL.String(), "server": s.URL.Host, "control": "https://" + s.URL.Host + "/lab/status"}
	if err := json.NewEncoder(os.Stdout).Encode(ready); err != nil {
		return err
	}
	<-stop
	return nil
}

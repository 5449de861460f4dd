package vc

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Inventory is what the vCenter holds before the first apply: of a fresh one, hosts, templates and machines only.
type Inventory struct {
	Datacenter string     `json:"datacenter"`
	Hosts      []Host     `json:"hosts"`
	Templates  []Template `json:"templates"`
	VMs        []Machine  `json:"vms"`

	Clusters   []Cluster   `json:"clusters"`
	Switches   []Switch    `json:"switches"`
	PortGroups []PortGroup `json:"portGroups"`
	Adapters   []Adapter   `json:"adapters"`
	Datastores []Volume    `json:"datastores"`
	Folders    []string    `json:"folders"` // paths below the datacenter's folder of machines
	Roles      []Role      `json:"roles"`
}

// Host starts as a stand-alone compute resource of the datacenter.
type Host struct {
	Name           string     `json:"name"`
	Site           string     `json:"site"`
	Cores          int        `json:"cores"`
	MHz            int        `json:"mhz"`
	MemoryMiB      int        `json:"memoryMib"`
	Nics           []string   `json:"nics"`
	EvcMax         string     `json:"evcMax"`   // highest EVC mode of its processors; default intel-icelake
	VSwitch0       []string   `json:"vswitch0"` // cards held by the standard switch; default none
	LocalDatastore *LocalDisk `json:"localDatastore"`
	Luns           []Lun      `json:"luns"` // LUNs that only this host sees
}

// LocalDisk is the datastore on the host's own disk.
type LocalDisk struct {
	Name    string `json:"name"`
	SizeMiB int64  `json:"sizeMib"`
}

// Lun is a disk as a host sees it. Hosts empty: served to every host.
type Lun struct {
	NAA     string   `json:"naa"`
	SizeMiB int64    `json:"sizeMib"`
	Number  int      `json:"lun"`
	Hosts   []string `json:"hosts,omitempty"`
	// Silent are hosts that it is served to by servers that do not answer: to them the array says nothing, not that it is gone.
	Silent []string `json:"silent,omitempty"`
}

// Template is a machine that clones start from.
type Template struct {
	Name     string `json:"name"`
	Guest    string `json:"guest"`
	Firmware string `json:"firmware"`
	DiskMiB  int64  `json:"diskMib"`
}

// Machine exists before the estate: vCenter's own, for instance.
type Machine struct {
	Name      string `json:"name"`
	Guest     string `json:"guest"`
	Host      string `json:"host"`
	Datastore string `json:"datastore"` // one of the inventory; default: its host's local one
	CPUs      int    `json:"cpus"`
	MemoryMiB int64  `json:"memoryMib"`
	DiskMiB   int64  `json:"diskMib"`
	Off       bool   `json:"off"`
	Evc       string `json:"evc"` // EVC mode it was started with; default: none that could block a cluster's
}

// ReadInventory reads the JSON file; an unknown key is an error, not a silent default.
func ReadInventory(file string) (Inventory, error) {
	var inv Inventory
	f, err := os.Open(file)
	if err != nil {
		return inv, err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&inv); err != nil {
		return inv, fmt.Errorf("%s: %w", file, err)
	}
	return inv, inv.check()
}

func (inv *Inventory) check() error {
	if inv.Datacenter == "" {
		return fmt.Errorf("inventory: datacenter has no name")
	}
	seen := map[string]bool{}
	for i := range inv.Hosts {
		h := &inv.Hosts[i]
		if h.Name == "" || seen[h.Name] {
			return fmt.Errorf("inventory: host %d: name %q is empty or double", i, h.Name)
		}
		seen[h.Name] = true
		h.Cores, h.MHz, h.MemoryMiB = orDefault(h.Cores, 16), orDefault(h.MHz, 2500), orDefault(h.MemoryMiB, 128<<10)
		if h.EvcMax == "" {
			h.EvcMax = "intel-icelake"
		}
		if evcRank(h.EvcMax) < 0 {
			return fmt.Errorf("inventory: host %s: unknown EVC mode %q", h.Name, h.EvcMax)
		}
		for j := range h.Luns {
			h.Luns[j].NAA = canonical(h.Luns[j].NAA)
		}
	}
	if (len(inv.Templates) > 0 || len(inv.VMs) > 0) && len(inv.Hosts) == 0 {
		return fmt.Errorf("inventory: templates and machines need a host")
	}
	return nil
}

func orDefault(v, otherwise int) int {
	if v == 0 {
		return otherwise
	}
	return v
}

// canonical: the two simulators and the facts file may or may not write the prefix.
func canonical(naa string) string {
	naa = strings.ToLower(strings.TrimSpace(naa))
	if strings.HasPrefix(naa, "naa.") || naa == "" {
		return naa
	}
	return "naa." + naa
}

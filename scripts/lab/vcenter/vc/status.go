package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// Status is the lab as a whole.
type Status struct {
	Simulator  string          `json:"simulator"`
	Model      string          `json:"model"`
	LostSites  []string        `json:"lostSites"`
	DrsHeld    bool            `json:"drsHeld"` // a site is back, and DRS has not been let go since
	Hosts      []HostStatus    `json:"hosts"`
	Machines   []MachineStatus `json:"machines"`
	Datastores []StoreStatus   `json:"datastores"`
	ServedLuns []Lun           `json:"servedLuns"`
	Objects    map[string]int  `json:"objects"` // how many there are, by kind
	// Existing is what the inventory brought beside hosts and machines: its kind and name, and what it is now.
	Existing map[string]string `json:"existing"`
}

// HostStatus of one host.
type HostStatus struct {
	Name      string `json:"name"`
	Site      string `json:"site"`
	State     string `json:"state"`
	Parent    string `json:"parent"`
	FreeMiB   int64  `json:"freeMib"`
	MemoryMiB int64  `json:"memoryMib"`
}

// MachineStatus of one machine.
type MachineStatus struct {
	Name      string `json:"name"`
	Host      string `json:"host"`
	Site      string `json:"site"`
	Power     string `json:"power"`
	MemoryMiB int32  `json:"memoryMib"`
	Priority  string `json:"priority,omitempty"`
	Template  bool   `json:"template,omitempty"`
	// Inaccessible: its host does not reach a disk that it needs.
	Inaccessible bool `json:"inaccessible,omitempty"`
}

// StoreStatus of one datastore.
type StoreStatus struct {
	Name       string   `json:"name"`
	Accessible bool     `json:"accessible"`
	MiB        int64    `json:"mib"`
	Hosts      []string `json:"hosts"` // that reach it
}

func (l *Lab) status() Status {
	s := Status{Simulator: Banner, Model: model, LostSites: []string{}, DrsHeld: l.held, ServedLuns: l.served, Objects: l.count(), Existing: l.existing()}
	for site := range l.lost {
		s.LostSites = append(s.LostSites, site)
	}
	slices.Sort(s.LostSites)
	for _, ref := range l.sortedHosts() {
		h := get[*simulator.HostSystem](l, ref)
		s.Hosts = append(s.Hosts, HostStatus{
			Name: h.Name, Site: l.hosts[ref].Site, State: string(h.Runtime.ConnectionState), Parent: l.nameOf(*h.Parent),
			FreeMiB: l.freeMemory(h), MemoryMiB: h.Hardware.MemorySize >> 20,
		})
	}
	var vms []*simulator.VirtualMachine
	for _, e := range l.Map.All("VirtualMachine") {
		vms = append(vms, e.(*simulator.VirtualMachine))
	}
	slices.SortFunc(vms, byName)
	for _, vm := range vms {
		h := get[*simulator.HostSystem](l, *vm.Runtime.Host)
		m := MachineStatus{Name: vm.Name, Host: h.Name, Site: l.hosts[h.Self].Site, Power: string(vm.Runtime.PowerState), MemoryMiB: vm.Config.Hardware.MemoryMB, Template: vm.Config.Template}
		m.Inaccessible = vm.Runtime.ConnectionState == types.VirtualMachineConnectionStateInaccessible
		if c := get[*simulator.ClusterComputeResource](l, *h.Parent); c != nil {
			m.Priority = priorityOf(configOf(c), vm.Self)
		}
		s.Machines = append(s.Machines, m)
	}
	for _, e := range l.Map.All("Datastore") {
		ds := e.(*simulator.Datastore)
		st := StoreStatus{Name: ds.Name, Accessible: ds.Summary.Accessible, MiB: ds.Summary.Capacity >> 20, Hosts: []string{}}
		for _, ref := range l.sortedHosts() {
			if reaches(ds, ref) {
				st.Hosts = append(st.Hosts, l.hosts[ref].Name)
			}
		}
		s.Datastores = append(s.Datastores, st)
	}
	slices.SortFunc(s.Datastores, func(a, b StoreStatus) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return s
}

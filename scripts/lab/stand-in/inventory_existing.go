package main

import (
	"encoding/json"
	"strings"
)

// Existing is what an estate reads that it never makes: of it, what a data source shows.
type Existing struct {
	Clusters []struct {
		Name string `json:"name"`
	} `json:"clusters"`
	Switches []struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Mtu     json.Number `json:"mtu"`
		Uplinks []any       `json:"uplinks"`
	} `json:"switches"`
	PortGroups []struct {
		Name   string      `json:"name"`
		Switch string      `json:"switch"`
		Vlan   json.Number `json:"vlan"`
	} `json:"portGroups"`
	Datastores []struct {
		Name string `json:"name"`
	} `json:"datastores"`
	Folders []string `json:"folders"`
	Roles   []struct {
		Name       string `json:"name"`
		Privileges []any  `json:"privileges"`
	} `json:"roles"`
}

func (e Existing) objects(datacenter string) (all []given) {
	within := map[string]string{"datacenter_id": keyOf("vsphere_datacenter", datacenter)}
	add := func(kind string, values Values, refers map[string]string) {
		all = append(all, given{kind: kind, values: values, refers: refers})
	}
	for _, c := range e.Clusters {
		add("vsphere_compute_cluster", Values{"name": c.Name}, within)
	}
	for _, s := range e.Switches {
		add("vsphere_distributed_virtual_switch", Values{"name": s.Name, "version": s.Version, "max_mtu": orNull(s.Mtu), "uplinks": s.Uplinks}, within)
	}
	for _, p := range e.PortGroups {
		add("vsphere_distributed_port_group", Values{"name": p.Name, "vlan_id": orNull(p.Vlan)},
			map[string]string{"distributed_virtual_switch_uuid": keyOf("vsphere_distributed_virtual_switch", p.Switch)})
	}
	for _, d := range e.Datastores {
		add("vsphere_vmfs_datastore", Values{"name": d.Name}, nil)
	}
	made := map[string]bool{}
	for _, path := range e.Folders {
		parts := strings.Split(path, "/")
		for i := range parts {
			if above := strings.Join(parts[:i+1], "/"); !made[above] {
				made[above] = true
				add("vsphere_folder", Values{"path": above, "type": "vm"}, within)
			}
		}
	}
	for _, r := range e.Roles {
		add("vsphere_role", Values{"name": r.Name, "label": r.Name, "role_privileges": r.Privileges}, nil)
	}
	return all
}

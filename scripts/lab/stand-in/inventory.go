package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
)

// Inventory is what is there before the first apply: the same file as the simulated vCenter's. What plays no part here is skipped.
type Inventory struct {
	Datacenter string `json:"datacenter"`
	Hosts      []struct {
		Name           string `json:"name"`
		LocalDatastore *struct {
			Name    string      `json:"name"`
			SizeMiB json.Number `json:"sizeMib"`
		} `json:"localDatastore"`
		Luns []Lun `json:"luns"`
	} `json:"hosts"`
	Templates []Machine `json:"templates"`
	VMs       []Machine `json:"vms"`
	Existing
}

// Machine is a template or a virtual machine.
type Machine struct {
	Name      string      `json:"name"`
	Guest     string      `json:"guest"`
	Firmware  string      `json:"firmware"`
	CPUs      json.Number `json:"cpus"`
	MemoryMiB json.Number `json:"memoryMib"`
	DiskMiB   int64       `json:"diskMib"`
}

// given is an object of the inventory, and the kind of resource it would be.
type given struct {
	kind   string
	values Values
	// refers: arguments that hold the id of another object of the inventory, by its key.
	refers map[string]string
}

func (g given) key() string { return keyOf(g.kind, identities[g.kind].Name(g.values)) }

func keyOf(kind, name string) string { return kind + " " + name }

func (inv *Inventory) objects() []given {
	all := []given{{kind: "vsphere_datacenter", values: Values{"name": inv.Datacenter}}}
	for _, host := range inv.Hosts {
		all = append(all, given{kind: "vsphere_host", values: Values{"hostname": host.Name}})
		if local := host.LocalDatastore; local != nil {
			all = append(all, given{kind: "vsphere_vmfs_datastore", values: Values{"name": local.Name, "capacity": local.SizeMiB}})
		}
	}
	for _, machine := range append(append([]Machine{}, inv.Templates...), inv.VMs...) {
		disk := Values{"label": "disk0", "size": json.Number(fmt.Sprint(machine.DiskMiB / 1024)), "thin_provisioned": true, "unit_number": json.Number("0")}
		all = append(all, given{kind: "vsphere_virtual_machine", values: Values{
			"name": machine.Name, "guest_id": machine.Guest, "firmware": machine.Firmware, "folder": "",
			"num_cpus": orNull(machine.CPUs), "memory": orNull(machine.MemoryMiB), "disk": []any{disk}, "disks": []any{disk},
		}})
	}
	return append(all, inv.Existing.objects(inv.Datacenter)...)
}

func orNull(number json.Number) any {
	if number == "" {
		return nil
	}
	return number
}

// take brings the store up to date with the inventory: what is new in it is added, what left it is removed. What was
// changed or destroyed since, through Terraform, stays as it is.
func (s *Store) take(inv *Inventory) error {
	return s.locked(func() error {
		taken, err := s.read("inventory")
		if err != nil {
			return err
		}
		still := map[string]bool{}
		for _, object := range inv.objects() {
			key := object.key()
			still[key] = true
			if err := s.takeOne(object, taken[key], key); err != nil {
				return err
			}
		}
		for key, entry := range taken {
			if still[key] {
				continue
			}
			kind, id := text(entry.Values["kind"]), text(entry.Values["id"])
			if err := s.write(kind, id, Object{}); err != nil {
				return err
			}
			if err := s.write("inventory", key, Object{}); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) takeOne(object given, entry Object, key string) error {
	values, err := s.resolved(object)
	if err != nil {
		return err
	}
	if entry.Values == nil {
		number, err := s.number()
		if err != nil {
			return err
		}
		id := identities[object.kind].ID(values, number)
		values["id"] = id
		if object.kind == "vsphere_host" || object.kind == "vsphere_compute_cluster" {
			values["resource_pool_id"] = fmt.Sprintf("resgroup-%d", number)
		}
		if err := s.write(object.kind, id, Object{Given: true, Values: values}); err != nil {
			return err
		}
		return s.write("inventory", key, Object{Values: Values{"kind": object.kind, "id": id}})
	}
	id := text(entry.Values["id"])
	objects, err := s.read(object.kind)
	if err != nil {
		return err
	}
	before, here := objects[id]
	if !here || !before.Given {
		return nil
	}
	after := maps.Clone(before.Values)
	maps.Copy(after, values)
	if reflect.DeepEqual(before.Values, after) {
		return nil
	}
	return s.write(object.kind, id, Object{Given: true, Values: after})
}

// resolved are the values of an object with the ids of those that it refers to: they were taken before.
func (s *Store) resolved(object given) (Values, error) {
	values := maps.Clone(object.values)
	taken, err := s.read("inventory")
	for argument, key := range object.refers {
		values[argument] = taken[key].Values["id"]
	}
	return values, err
}

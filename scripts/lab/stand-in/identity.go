package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Identity says by what vSphere tells objects of a kind apart, and how it numbers them.
type Identity struct {
	// Named is the argument that names it, or `block.argument`; an object without it is never refused as a double.
	Named string
	// Parents are the arguments that say where the name must be unique.
	Parents []string
	// Space is shared by kinds whose names must differ from one another.
	Space string
	// ID makes an id from the arguments and a number that is used once.
	ID func(values Values, number int) string
	// Lowest: the number is the lowest that is free, not one that is used once.
	Lowest bool
}

// places are the arguments that say, for most kinds, where a name must be unique.
var places = []string{"datacenter_id", "compute_cluster_id", "parent_resource_pool_id", "parent_folder_id", "category_id", "library_id", "host_system_id"}

var identities = map[string]Identity{
	"vsphere_compute_cluster":                       {Named: "name", Parents: []string{"datacenter_id", "folder"}, ID: numbered("domain-c")},
	"vsphere_compute_cluster_host_group":            {Named: "name", Parents: []string{"compute_cluster_id"}, Space: "group", ID: inCluster("name")},
	"vsphere_compute_cluster_vm_group":              {Named: "name", Parents: []string{"compute_cluster_id"}, Space: "group", ID: inCluster("name")},
	"vsphere_compute_cluster_vm_affinity_rule":      clusterRule,
	"vsphere_compute_cluster_vm_anti_affinity_rule": clusterRule,
	"vsphere_compute_cluster_vm_dependency_rule":    clusterRule,
	"vsphere_compute_cluster_vm_host_rule":          clusterRule,
	"vsphere_content_library":                       {Named: "name", ID: uuid("")},
	"vsphere_custom_attribute":                      {Named: "name", Parents: []string{"managed_object_type"}, ID: numbered("")},
	"vsphere_datacenter":                            {Named: "name", Parents: []string{"folder"}, ID: numbered("datacenter-")},
	"vsphere_datastore_cluster":                     {Named: "name", Parents: []string{"datacenter_id"}, Space: "datastore", ID: numbered("group-p")},
	"vsphere_distributed_port_group":                {Named: "name", Space: "network", ID: numbered("dvportgroup-")},
	"vsphere_distributed_virtual_switch":            {Named: "name", Parents: []string{"datacenter_id", "folder"}, Space: "network", ID: switchUUID},
	"vsphere_dpm_host_override":                     {Named: "host_system_id", Parents: []string{"compute_cluster_id"}, ID: inCluster("host_system_id")},
	"vsphere_drs_vm_override":                       {Named: "virtual_machine_id", Parents: []string{"compute_cluster_id"}, ID: inCluster("virtual_machine_id")},
	"vsphere_entity_permissions":                    {Named: "entity_id", Parents: []string{"entity_type"}, ID: argument("entity_id")},
	"vsphere_folder":                                {Named: "path", Parents: []string{"datacenter_id", "type"}, ID: folderID},
	"vsphere_ha_vm_override":                        {Named: "virtual_machine_id", Parents: []string{"compute_cluster_id"}, ID: inCluster("virtual_machine_id")},
	"vsphere_host":                                  {Named: "hostname", ID: numbered("host-")},
	"vsphere_nas_datastore":                         {Named: "name", Space: "datastore", ID: numbered("datastore-")},
	"vsphere_resource_pool":                         {Named: "name", Parents: []string{"parent_resource_pool_id"}, ID: numbered("resgroup-")},
	"vsphere_role":                                  {Named: "name", ID: func(_ Values, number int) string { return fmt.Sprint(1000 + number) }},
	"vsphere_tag":                                   {Named: "name", Parents: []string{"category_id"}, ID: tagging("InventoryServiceTag")},
	"vsphere_tag_category":                          {Named: "name", ID: tagging("InventoryServiceCategory")},
	"vsphere_virtual_machine":                       {Named: "name", Parents: []string{"folder"}, ID: uuid("42")},
	"vsphere_vm_storage_policy":                     {Named: "name", ID: uuid("")},
	"vsphere_vmfs_datastore":                        {Named: "name", Space: "datastore", ID: numbered("datastore-")},
	"vsphere_vnic":                                  {Named: "ipv4.ip", Parents: []string{"host"}, ID: func(values Values, number int) string { return fmt.Sprintf("%s_vmk%d", text(values["host"]), number) }, Lowest: true},
}

var clusterRule = Identity{
	Named: "name", Parents: []string{"compute_cluster_id"}, Space: "rule",
	ID: func(values Values, number int) string {
		return fmt.Sprintf("%s:%d", text(values["compute_cluster_id"]), number)
	},
}

// identityOf: a kind outside of the table is told apart by its name and by whatever says where it is.
func identityOf(name string, kind *Kind) Identity {
	if known, here := identities[name]; here {
		return known
	}
	made := Identity{ID: numbered(strings.ReplaceAll(strings.TrimPrefix(name, "vsphere_"), "_", "-") + "-")}
	if _, has := kind.Block.Attributes["name"]; has {
		made.Named = "name"
	}
	for _, place := range places {
		if _, has := kind.Block.Attributes[place]; has {
			made.Parents = append(made.Parents, place)
		}
	}
	return made
}

// Name is how people call the object.
func (i Identity) Name(values Values) string {
	if block, argument, nested := strings.Cut(i.Named, "."); nested {
		return text(at(values[block], 0)[argument])
	}
	return text(values[i.Named])
}

// same: both would stand in the same place under the same name. vSphere ignores the case of names.
func (i Identity) same(one, other Values) bool {
	name := i.Name(one)
	return name != "" && strings.EqualFold(name, i.Name(other)) &&
		!slices.ContainsFunc(i.Parents, func(parent string) bool { return text(one[parent]) != text(other[parent]) })
}

func text(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

func numbered(prefix string) func(Values, int) string {
	return func(_ Values, number int) string { return fmt.Sprintf("%s%d", prefix, number) }
}

func argument(name string) func(Values, int) string {
	return func(values Values, _ int) string { return text(values[name]) }
}

func inCluster(name string) func(Values, int) string {
	return func(values Values, _ int) string {
		return text(values["compute_cluster_id"]) + ":" + text(values[name])
	}
}

func tagging(service string) func(Values, int) string {
	return func(Values, int) string { return "urn:vmomi:" + service + ":" + newUUID("") + ":GLOBAL" }
}

func uuid(start string) func(Values, int) string {
	return func(Values, int) string { return newUUID(start) }
}

var folderLetters = map[string]string{"vm": "v", "host": "h", "datastore": "s", "network": "n", "datacenter": "d"}

func folderID(values Values, number int) string {
	return fmt.Sprintf("group-%s%d", folderLetters[text(values["type"])], number)
}

// switchUUID looks as a switch writes it: 50 0f cf ee 5c 73 5b fc-86 6b d5 fd 01 f1 c9 13.
func switchUUID(Values, int) string {
	digits := strings.ReplaceAll(newUUID("50"), "-", "")
	pairs := make([]string, 0, 16)
	for i := 0; i < len(digits); i += 2 {
		pairs = append(pairs, digits[i:i+2])
	}
	return strings.Join(pairs[:8], " ") + "-" + strings.Join(pairs[8:], " ")
}

func newUUID(start string) string {
	var bytes [16]byte
	_, _ = rand.Read(bytes[:]) // never fails
	digits := start + hex.EncodeToString(bytes[:])[len(start):]
	return fmt.Sprintf("%s-%s-%s-%s-%s", digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
}

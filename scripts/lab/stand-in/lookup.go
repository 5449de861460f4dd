package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Lookup says which objects a data source finds.
type Lookup struct {
	// Argument of the data source that names the object.
	Argument string
	// Kinds of resources, made or of the inventory, that answer.
	Kinds []string
	// Attribute of the object that the argument names; default the same.
	Attribute string
	// Where are further arguments that the object must agree with, where they are given.
	Where []string
	// Path is a longer name that the object has too.
	Path func(*vsphere, Values) (string, error)
	// Always are attributes that every object found has.
	Always Values
}

var lookups = map[string]Lookup{
	"vsphere_compute_cluster":            {Argument: "name", Kinds: []string{"vsphere_compute_cluster"}, Where: []string{"datacenter_id"}},
	"vsphere_compute_cluster_host_group": {Argument: "name", Kinds: []string{"vsphere_compute_cluster_host_group"}, Where: []string{"compute_cluster_id"}},
	"vsphere_content_library":            {Argument: "name", Kinds: []string{"vsphere_content_library"}},
	"vsphere_content_library_item":       {Argument: "name", Kinds: []string{"vsphere_content_library_item"}, Where: []string{"library_id"}},
	"vsphere_custom_attribute":           {Argument: "name", Kinds: []string{"vsphere_custom_attribute"}},
	"vsphere_datacenter":                 {Argument: "name", Kinds: []string{"vsphere_datacenter"}},
	"vsphere_datastore":                  {Argument: "name", Kinds: []string{"vsphere_vmfs_datastore", "vsphere_nas_datastore"}},
	"vsphere_datastore_cluster":          {Argument: "name", Kinds: []string{"vsphere_datastore_cluster"}, Where: []string{"datacenter_id"}},
	"vsphere_distributed_virtual_switch": {Argument: "name", Kinds: []string{"vsphere_distributed_virtual_switch"}, Where: []string{"datacenter_id"}},
	"vsphere_folder":                     {Argument: "path", Kinds: []string{"vsphere_folder"}, Attribute: "id", Path: folderPath},
	"vsphere_host":                       {Argument: "name", Kinds: []string{"vsphere_host"}, Attribute: "hostname"},
	"vsphere_network": {Argument: "name", Kinds: []string{"vsphere_distributed_port_group"},
		Where: []string{"distributed_virtual_switch_uuid"}, Always: Values{"type": "DistributedVirtualPortgroup"}},
	"vsphere_resource_pool":   {Argument: "name", Kinds: []string{"vsphere_resource_pool"}, Where: []string{"parent_resource_pool_id"}, Path: poolPath},
	"vsphere_role":            {Argument: "label", Kinds: []string{"vsphere_role"}, Attribute: "name"},
	"vsphere_storage_policy":  {Argument: "name", Kinds: []string{"vsphere_vm_storage_policy"}},
	"vsphere_tag":             {Argument: "name", Kinds: []string{"vsphere_tag"}, Where: []string{"category_id"}},
	"vsphere_tag_category":    {Argument: "name", Kinds: []string{"vsphere_tag_category"}},
	"vsphere_vapp_container":  {Argument: "name", Kinds: []string{"vsphere_vapp_container"}},
	"vsphere_virtual_machine": {Argument: "name", Kinds: []string{"vsphere_virtual_machine"}, Where: []string{"folder"}},
}

// find returns the one object that a data source means, or why there is none. Only under the lock.
func (s *vsphere) find(source string, config Values) (Values, error) {
	lookup, known := lookups[source]
	if !known {
		return nil, fmt.Errorf("the data source %s has no place in the table of what it finds", source)
	}
	name := text(config[lookup.Argument])
	if name == "" {
		return nil, fmt.Errorf("%s is found by its %s only, and that is not given", source, lookup.Argument)
	}
	var found []Values
	for _, kind := range lookup.Kinds {
		objects, err := s.store.read(kind)
		if err != nil {
			return nil, err
		}
		for _, object := range objects {
			answers, err := lookup.answers(s, object.Values, name, config)
			if err != nil {
				return nil, err
			}
			if answers {
				found = append(found, object.Values)
			}
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s %q not found", strings.ReplaceAll(strings.TrimPrefix(source, "vsphere_"), "_", " "), name)
	}
	ids := make([]string, len(found))
	for i, values := range found {
		ids[i] = text(values["id"])
	}
	slices.Sort(ids)
	return nil, fmt.Errorf("path %q resolves to multiple objects: %s", name, strings.Join(ids, ", "))
}

func (l Lookup) answers(s *vsphere, object Values, name string, config Values) (bool, error) {
	for _, argument := range l.Where {
		if wanted := text(config[argument]); wanted != "" && wanted != text(object[argument]) {
			return false, nil
		}
	}
	attribute := l.Attribute
	if attribute == "" {
		attribute = l.Argument
	}
	if text(object[attribute]) == name || l.Path == nil {
		return text(object[attribute]) == name, nil
	}
	path, err := l.Path(s, object)
	return path == name, err
}

// folderPath is /datacenter/vm/tenants for the folder `tenants` of type vm.
func folderPath(s *vsphere, folder Values) (string, error) {
	if text(folder["type"]) == "datacenter" {
		return "/" + text(folder["path"]), nil
	}
	datacenters, err := s.store.read("vsphere_datacenter")
	datacenter := datacenters[text(folder["datacenter_id"])]
	return fmt.Sprintf("/%s/%s/%s", text(datacenter.Values["name"]), text(folder["type"]), text(folder["path"])), err
}

// poolPath is cluster/Resources/tenants for the pool `tenants` right below the cluster's own.
func poolPath(s *vsphere, pool Values) (string, error) {
	parent := text(pool["parent_resource_pool_id"])
	pools, err := s.store.read("vsphere_resource_pool")
	if err != nil {
		return "", err
	}
	if above, here := pools[parent]; here {
		path, err := poolPath(s, above.Values)
		return path + "/" + text(pool["name"]), err
	}
	clusters, err := s.store.read("vsphere_compute_cluster")
	for _, cluster := range clusters {
		if text(cluster.Values["resource_pool_id"]) == parent {
			return text(cluster.Values["name"]) + "/Resources/" + text(pool["name"]), err
		}
	}
	return "", err
}

// dataValues are what a data source shows of the object it found.
func (k *Kind) dataValues(config, object, always Values) Values {
	shown := make(Values, len(k.Block.Attributes))
	for name, value := range config {
		shown[name] = value
	}
	types, _ := k.Type.(tftypes.Object)
	for name, attribute := range k.Block.Attributes {
		if !attribute.Computed || shown[name] != nil {
			continue
		}
		// The same name may be another type in the object.
		if _, err := typed(types.AttributeTypes[name], object[name]); err == nil {
			shown[name] = object[name]
		}
		if fixed, here := always[name]; here {
			shown[name] = fixed
		}
		if shown[name] == nil && !attribute.Optional {
			shown[name] = attribute.empty()
		}
	}
	shown["id"] = object["id"]
	return shown
}

package main

import (
	"encoding/json"
	"fmt"
	"testing"
)

func TestDataSourcesFindWhatIsThere(t *testing.T) {
	p := start(t).process("vsphere")
	datacenter, _ := p.data("vsphere_datacenter", `{"name":"Ville"}`)
	p.matches("datacenter", datacenter["id"], `datacenter-\d+`)
	host, _ := p.data("vsphere_host", `{"name":"esx-2","datacenter_id":"datacenter-1"}`)
	p.matches("host", text(host["id"])+" "+text(host["resource_pool_id"]), `host-(\d+) resgroup-\d+`)
	p.equal("what was asked stays", []any{host["name"], host["datacenter_id"]}, []any{"esx-2", "datacenter-1"})
	template, _ := p.data("vsphere_virtual_machine", `{"name":"modele"}`)
	p.equal("disks of the template", template["disks"], []any{Values{"label": "disk0", "size": json.Number("20")}})
	p.equal("what nobody said", []any{template["num_cpus"], template["moid"]}, []any{nil, ""})

	folder := p.create("vsphere_folder", fmt.Sprintf(`{"path":"tenants/ville","type":"vm","datacenter_id":%q}`, datacenter["id"]))
	found, refusal := p.data("vsphere_folder", `{"path":"/Ville/vm/tenants/ville"}`)
	p.equal("folder", []any{found["id"], refusal}, []any{folder["id"], ""})
	cluster := p.create("vsphere_compute_cluster", `{"name":"production","datacenter_id":"datacenter-1"}`)
	pool := p.create("vsphere_resource_pool", fmt.Sprintf(`{"name":"tenants","parent_resource_pool_id":%q}`, cluster["resource_pool_id"]))
	below := p.create("vsphere_resource_pool", fmt.Sprintf(`{"name":"ville","parent_resource_pool_id":%q}`, pool["id"]))
	found, _ = p.data("vsphere_resource_pool", `{"name":"production/Resources/tenants"}`)
	p.equal("pool", found["id"], pool["id"])
	found, _ = p.data("vsphere_resource_pool", `{"name":"production/Resources/tenants/ville"}`)
	p.equal("pool in a pool", found["id"], below["id"])
}

func TestADataSourceThatFindsNothingIsRefused(t *testing.T) {
	p := start(t).process("vsphere")
	for _, c := range []struct{ name, config, want string }{
		{"vsphere_host", `{"name":"esx-9","datacenter_id":"d"}`, `stand-in: host "esx-9" not found`},
		{"vsphere_host", `{"datacenter_id":"d"}`, `stand-in: vsphere_host is found by its name only, and that is not given`},
		{"vsphere_resource_pool", `{"name":"production/Resources/x"}`, `stand-in: resource pool "production/Resources/x" not found`},
		{"vsphere_license", `{}`, `stand-in: the data source vsphere_license has no place in the table of what it finds`},
	} {
		_, refusal := p.data(c.name, c.config)
		p.equal(c.name, refusal, c.want)
	}
	one := p.create("vsphere_resource_pool", `{"name":"twin","parent_resource_pool_id":"resgroup-1"}`)
	two := p.create("vsphere_resource_pool", `{"name":"twin","parent_resource_pool_id":"resgroup-2"}`)
	_, refusal := p.data("vsphere_resource_pool", `{"name":"twin"}`)
	p.equal("ambiguous", refusal, fmt.Sprintf(`stand-in: path "twin" resolves to multiple objects: %s, %s`, one["id"], two["id"]))
}

func TestImportsByIdOrByName(t *testing.T) {
	p := start(t).process("vsphere")
	made := p.create("vsphere_compute_cluster", `{"name":"production","datacenter_id":"datacenter-1"}`)
	for _, id := range []string{text(made["id"]), "production"} {
		state, refusal := p.imported("vsphere_compute_cluster", id)
		p.equal(id, []any{state, refusal}, []any{made, ""})
	}
	_, refusal := p.imported("vsphere_compute_cluster", "nobody")
	p.equal("unknown", refusal, `stand-in: there is no vsphere_compute_cluster with the id or the name "nobody"`)
	other := p.create("vsphere_compute_cluster", `{"name":"production","datacenter_id":"datacenter-2"}`)
	_, refusal = p.imported("vsphere_compute_cluster", "production")
	p.equal("ambiguous", refusal, fmt.Sprintf(`stand-in: "production" names several of vsphere_compute_cluster; import one by its id: %s, %s`, made["id"], other["id"]))
}

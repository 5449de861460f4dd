package main

import (
	"fmt"
	"testing"
)

const olderText = `{"datacenter":"Ville","hosts":[{"name":"esx-1"}],
"clusters":[{"name":"Ancien","hosts":["esx-1"],"evc":"intel-icelake"}],
"switches":[{"name":"dvs","version":"8.0.0","mtu":9000,"uplinks":["a","b"],"hosts":[{"name":"esx-1","nics":["vmnic0"]}]}],
"portGroups":[{"name":"VLAN 42","switch":"dvs","vlan":42}],
"datastores":[{"name":"LUN-07","lun":7}],
"folders":["Villes/Ancienne","Villes/Autre"],
"roles":[{"name":"Ancien rôle","privileges":["VirtualMachine.Interact.PowerOn"]}]}`

func TestWhatExistsIsFoundAndNotMadeTwice(t *testing.T) {
	l := start(t)
	l.write("inventory.json", olderText)
	p := l.process("vsphere")
	datacenter, _ := p.data("vsphere_datacenter", `{"name":"Ville"}`)
	within := fmt.Sprintf(`"datacenter_id":%q`, datacenter["id"])
	found := func(source, config string) Values {
		t.Helper()
		values, refusal := p.data(source, config)
		p.equal(source, refusal, "")
		return values
	}
	cluster := found("vsphere_compute_cluster", `{"name":"Ancien",`+within+`}`)
	p.matches("cluster", text(cluster["id"])+" "+text(cluster["resource_pool_id"]), `domain-c\d+ resgroup-\d+`)
	pool := p.create("vsphere_resource_pool", fmt.Sprintf(`{"name":"tenants","parent_resource_pool_id":%q}`, cluster["resource_pool_id"]))
	p.equal("a pool made in it", found("vsphere_resource_pool", `{"name":"Ancien/Resources/tenants"}`)["id"], pool["id"])
	dvs := found("vsphere_distributed_virtual_switch", `{"name":"dvs",`+within+`}`)
	network := found("vsphere_network", fmt.Sprintf(`{"name":"VLAN 42","distributed_virtual_switch_uuid":%q}`, dvs["id"]))
	p.matches("network", network["id"], `dvportgroup-\d+`)
	p.matches("datastore", found("vsphere_datastore", `{"name":"LUN-07"}`)["id"], `datastore-\d+`)
	p.matches("folder", found("vsphere_folder", `{"path":"/Ville/vm/Villes/Ancienne"}`)["id"], `group-v\d+`)
	p.matches("the folder above", found("vsphere_folder", `{"path":"/Ville/vm/Villes"}`)["id"], `group-v\d+`)
	p.matches("role", found("vsphere_role", `{"label":"Ancien rôle"}`)["id"], `\d+`)

	p.refused("vsphere_compute_cluster", `{"name":"Ancien",`+within+`}`, fmt.Sprintf("stand-in: the name 'Ancien' already exists: vsphere_compute_cluster %s", cluster["id"]))
	again := l.process("vsphere")
	same, _ := again.data("vsphere_compute_cluster", `{"name":"Ancien",`+within+`}`)
	p.equal("the next process finds the same", same["id"], cluster["id"])
}

package vc

import (
	"slices"
	"strings"
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// olderInventory is a town that has much already: three hosts in a cluster and on a switch, one left alone.
func olderInventory() Inventory {
	inv := testInventory()
	inv.Clusters = []Cluster{{
		Name: "Old cluster", Hosts: []string{"a1", "b1", "b2"}, Evc: "intel-icelake", IsolationResponse: "powerOff", IsolationAddresses: []string{"10.0.0.1"},
		ApdResponse: "restartConservative", ApdDelay: 180, PdlResponse: "restartAggressive", RestartTimeout: 600, CPUShare: 50, MemoryShare: 50,
		Heartbeat: []string{"Old store"}, Drs: "manual", DrsThreshold: 3, Dpm: "manual",
	}}
	inv.Switches = []Switch{{Name: "Old switch", Version: "8.0.0", Mtu: 9000, Uplinks: []string{"up-1", "up-2"}, Hosts: []Member{
		{Name: "a1", Nics: []string{"vmnic0", "vmnic1"}}, {Name: "b1", Nics: []string{"vmnic0"}},
	}}}
	inv.PortGroups = []PortGroup{{Name: "Old network", Switch: "Old switch", Vlan: 42}}
	inv.Adapters = []Adapter{{Host: "a1", PortGroup: "Old network", Address: "10.0.42.1", Mask: "255.255.255.0", Mtu: 9000}}
	inv.Datastores = []Volume{{Name: "Old store", Lun: 2}}
	inv.Folders = []string{"Towns/Old town", "Towns/Other"}
	inv.Roles = []Role{{Name: "Old role", Privileges: []string{"VirtualMachine.Interact.PowerOn"}}}
	inv.VMs = []Machine{{Name: "old", Host: "a1", Datastore: "Old store", MemoryMiB: 1024}}
	return inv
}

func TestAnOlderEstateIsThere(t *testing.T) {
	e := startWith(t, olderInventory())
	cl, err := e.find.ClusterComputeResource(e.ctx, "Old cluster")
	e.ok(err)
	hosts, err := cl.Hosts(e.ctx)
	e.ok(err)
	e.equal("hosts in it", len(hosts), 3)
	var c mo.ClusterComputeResource
	e.props(cl.Reference(), &c, "configurationEx", "summary", "datastore")
	cfg := c.ConfigurationEx.(*types.ClusterConfigInfoEx)
	e.equal("EVC", c.Summary.(*types.ClusterComputeResourceSummary).CurrentEVCModeKey, "intel-icelake")
	e.equal("isolation", cfg.DasConfig.DefaultVmSettings.IsolationResponse, "powerOff")
	e.equal("APD", cfg.DasConfig.DefaultVmSettings.VmComponentProtectionSettings.VmStorageProtectionForAPD, "restartConservative")
	e.equal("address", option(cfg, "das.isolationaddress0"), any("10.0.0.1"))
	e.equal("DRS", cfg.DrsConfig.DefaultVmBehavior, types.DrsBehaviorManual)
	e.equal("DPM", *cfg.DpmConfigInfo.Enabled, true)

	ds, err := e.find.Datastore(e.ctx, "Old store")
	e.ok(err)
	e.equal("heartbeats", cfg.DasConfig.HeartbeatDatastore, []types.ManagedObjectReference{ds.Reference()})
	var store mo.Datastore
	e.props(ds.Reference(), &store, "host", "summary", "vm")
	e.equal("mounts", len(store.Host), 4)
	e.equal("capacity", store.Summary.Capacity, int64(200<<30))
	e.equal("its machine", len(store.Vm), 1)

	net, err := e.find.Network(e.ctx, "Old network")
	e.ok(err)
	var group mo.DistributedVirtualPortgroup
	e.props(net.Reference(), &group, "config", "host")
	e.equal("VLAN", group.Config.DefaultPortConfig.(*types.VMwareDVSPortSetting).Vlan.(*types.VmwareDistributedVirtualSwitchVlanIdSpec).VlanId, int32(42))
	e.equal("hosts of the network", len(group.Host), 2)

	towns, err := e.find.Folder(e.ctx, "/dc/vm/Towns")
	e.ok(err)
	below, err := towns.Children(e.ctx)
	e.ok(err)
	e.equal("one folder, made once", len(below), 2)
	roles, err := object.NewAuthorizationManager(e.c.Client).RoleList(e.ctx)
	e.ok(err)
	e.equal("privilege", slices.Contains(roles.ByName("Old role").Privilege, "VirtualMachine.Interact.PowerOn"), true)
}

// What an estate that only reads it must not touch, and would be seen to have touched.
func TestWhatBecameOfOlderObjectsIsSaid(t *testing.T) {
	e := startWith(t, olderInventory())
	before := e.lab.existing()
	e.equal("how many", len(before), 8)
	is := func(what, want string) {
		t.Helper()
		if got := e.lab.existing()[what]; !strings.Contains(got, want) {
			t.Errorf("%s: %q does not say %q", what, got, want)
		}
	}
	is("cluster Old cluster", "EVC intel-icelake, HA true (isolation powerOff, APD restartConservative, PDL restartAggressive, heartbeats Old store), DRS true manual, DPM true, hosts a1, b1, b2")
	is("switch Old switch", "version 8.0.0, MTU 9000, uplinks up-1 up-2, members a1 (vmnic0 vmnic1), b1 (vmnic0)")
	is("port group Old network", "VLAN 42 on Old switch")
	is("adapter 10.0.42.1 of a1", "vmk1: 10.0.42.1/255.255.255.0 on Old network, MTU 9000")
	is("datastore Old store", "204800 MiB on naa.60030d9002, mounted by a1, a2, b1, b2")
	is("folder Towns/Old town", "in Towns, granted to none")
	is("role Old role", "VirtualMachine.Interact.PowerOn")

	folder, err := e.find.Folder(e.ctx, "/dc/vm/Towns/Old town")
	e.ok(err)
	e.done(folder.Rename(e.ctx, "New town"))
	is("folder Towns/Old town", "New town")
	network, err := e.host("a1").ConfigManager().NetworkSystem(e.ctx)
	e.ok(err)
	e.ok(network.RemoveVirtualNic(e.ctx, "vmk1"))
	_, has := e.lab.existing()["adapter 10.0.42.1 of a1"]
	e.equal("an adapter that is gone", has, false)
	net, err := e.find.Network(e.ctx, "Old network")
	e.ok(err)
	e.done(net.(*object.DistributedVirtualPortgroup).Destroy(e.ctx))
	_, there := e.lab.existing()["port group Old network"]
	e.equal("a network that is gone", there, false)
	e.equal("the others", e.lab.existing()["cluster Old cluster"], before["cluster Old cluster"])
}

func TestAnOlderEstateThatCannotBeIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Inventory)
		want   string
	}{
		"a host that is not there":    {func(i *Inventory) { i.Clusters[0].Hosts = []string{"z9"} }, "cluster Old cluster: There is no host z9."},
		"an EVC mode above its hosts": {func(i *Inventory) { i.Clusters[0].Evc = "intel-sapphirerapids" }, "cluster Old cluster: The EVC mode intel-sapphirerapids is above"},
		"a card that is not there":    {func(i *Inventory) { i.Switches[0].Hosts[0].Nics = []string{"vmnic7"} }, "switch Old switch: The host a1 has no card vmnic7."},
		"a switch that is not there":  {func(i *Inventory) { i.PortGroups[0].Switch = "no" }, "port group Old network: There is no switch no."},
		"an adapter on no network":    {func(i *Inventory) { i.Adapters[0].PortGroup = "no" }, "adapter 10.0.42.1 of a1: There is no port group no."},
		"an adapter off the switch":   {func(i *Inventory) { i.Adapters[0].Host = "a2" }, "adapter 10.0.42.1 of a2: a2 is no member of the switch Old switch."},
		"a LUN that nobody serves":    {func(i *Inventory) { i.Datastores[0].Lun = 9 }, "datastore Old store: The storage serves no LUN 9."},
		"two datastores on one LUN":   {func(i *Inventory) { i.Datastores = append(i.Datastores, Volume{Name: "Twin", Lun: 2}) }, "datastore Twin: The LUN 2 is in use by the datastore Old store."},
		"heartbeats on no datastore":  {func(i *Inventory) { i.Clusters[0].Heartbeat = []string{"no"} }, "cluster Old cluster: There is no datastore no."},
		"a privilege that nobody has": {func(i *Inventory) { i.Roles[0].Privileges = []string{"No.Such"} }, "role Old role: "},
		"a machine on no datastore":   {func(i *Inventory) { i.VMs[0].Datastore = "no" }, `old: there is no datastore "no"`},
		"two clusters with one name":  {func(i *Inventory) { i.Clusters = append(i.Clusters, Cluster{Name: "Old cluster"}) }, "cluster Old cluster: The name 'Old cluster' already exists."},
	} {
		t.Run(name, func(t *testing.T) {
			inv := olderInventory()
			c.change(&inv)
			e := &env{T: t, luns: t.TempDir() + "/luns.json"}
			e.serve(testLuns)
			lab, err := New(inv, e.luns)
			if err == nil {
				lab.Close()
				t.Fatal("accepted")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %q, want %q", err, c.want)
			}
		})
	}
}

package vc

import (
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// newSwitch with the hosts' first two cards.
func (e *env) newSwitch(name string, hosts ...string) (*object.DistributedVirtualSwitch, error) {
	e.Helper()
	return e.switchOn(name, []string{"vmnic0", "vmnic1"}, hosts...)
}

func (e *env) switchOn(name string, nics []string, hosts ...string) (*object.DistributedVirtualSwitch, error) {
	e.Helper()
	spec := &types.VMwareDVSConfigSpec{DVSConfigSpec: types.DVSConfigSpec{
		Name: name, UplinkPortPolicy: &types.DVSNameArrayUplinkPortPolicy{UplinkPortName: []string{"u1", "u2"}},
	}}
	for _, h := range hosts {
		spec.Host = append(spec.Host, member("add", e.host(h).Reference(), nics...))
	}
	t, err := e.folders().NetworkFolder.CreateDVS(e.ctx, types.DVSCreateSpec{ConfigSpec: spec})
	if err != nil {
		return nil, err
	}
	info, err := t.WaitForResult(e.ctx, nil)
	if err != nil {
		return nil, err
	}
	return object.NewDistributedVirtualSwitch(e.c.Client, info.Result.(types.ManagedObjectReference)), nil
}

func member(op string, host types.ManagedObjectReference, nics ...string) types.DistributedVirtualSwitchHostMemberConfigSpec {
	b := &types.DistributedVirtualSwitchHostMemberPnicBacking{}
	for _, n := range nics {
		b.PnicSpec = append(b.PnicSpec, types.DistributedVirtualSwitchHostMemberPnicSpec{PnicDevice: n})
	}
	return types.DistributedVirtualSwitchHostMemberConfigSpec{Operation: op, Host: host, Backing: b}
}

func (e *env) newPortgroup(s *object.DistributedVirtualSwitch, name string, vlan int32) (types.ManagedObjectReference, error) {
	e.Helper()
	res, err := methods.CreateDVPortgroup_Task(e.ctx, e.c, &types.CreateDVPortgroup_Task{This: s.Reference(), Spec: types.DVPortgroupConfigSpec{
		Name: name, DefaultPortConfig: &types.VMwareDVSPortSetting{Vlan: &types.VmwareDistributedVirtualSwitchVlanIdSpec{VlanId: vlan}},
	}})
	if err != nil {
		return types.ManagedObjectReference{}, err
	}
	info, err := object.NewTask(e.c.Client, res.Returnval).WaitForResult(e.ctx, nil)
	if err != nil {
		return types.ManagedObjectReference{}, err
	}
	return info.Result.(types.ManagedObjectReference), nil
}

func (e *env) datastoreSystem(host string) *object.HostDatastoreSystem {
	e.Helper()
	s, err := e.host(host).ConfigManager().DatastoreSystem(e.ctx)
	e.ok(err)
	return s
}

func (e *env) newVmfs(host, name, naa string) (*object.Datastore, error) {
	e.Helper()
	return e.datastoreSystem(host).CreateVmfsDatastore(e.ctx, types.VmfsDatastoreCreateSpec{
		VmfsDatastoreSpec: types.VmfsDatastoreSpec{DiskUuid: naa},
		Vmfs:              types.HostVmfsSpec{VolumeName: name, Extent: types.HostScsiDiskPartition{DiskName: naa, Partition: 1}},
	})
}

// estate is a cluster of all hosts, a switch, a network and a datastore that all reach.
type estate struct {
	*env
	cl  *object.ClusterComputeResource
	sw  *object.DistributedVirtualSwitch
	net types.ManagedObjectReference
	ds  *object.Datastore
}

func (e *env) estate(hosts ...string) *estate {
	e.Helper()
	if len(hosts) == 0 {
		hosts = []string{"a1", "a2", "b1", "b2"}
	}
	x := &estate{env: e}
	var err error
	x.sw, err = e.newSwitch("general", hosts...)
	e.ok(err)
	x.net, err = e.newPortgroup(x.sw, "servers", 100)
	e.ok(err)
	x.ds, err = e.newVmfs("a1", "data", "naa.60030d9001")
	e.ok(err)
	x.cl = e.cluster(hosts...)
	return x
}

func (x *estate) pool() *object.ResourcePool {
	x.Helper()
	p, err := x.cl.ResourcePool(x.ctx)
	x.ok(err)
	return p
}

func (x *estate) template() *object.VirtualMachine {
	x.Helper()
	vm, err := x.find.VirtualMachine(x.ctx, "tpl")
	x.ok(err)
	return vm
}

func (x *estate) cloneSpec(on bool) types.VirtualMachineCloneSpec {
	x.Helper()
	pool, ds := x.pool().Reference(), x.ds.Reference()
	return types.VirtualMachineCloneSpec{PowerOn: on, Location: types.VirtualMachineRelocateSpec{Pool: &pool, Datastore: &ds}}
}

// vm clones the template, on the estate's network, with this much memory, and starts it.
func (x *estate) vm(name string, memoryMiB int64, on bool) *object.VirtualMachine {
	x.Helper()
	ref := x.done(x.template().Clone(x.ctx, x.folders().VmFolder, name, x.cloneSpec(false)))
	vm := object.NewVirtualMachine(x.c.Client, ref.(types.ManagedObjectReference))
	x.done(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{MemoryMB: memoryMiB, DeviceChange: []types.BaseVirtualDeviceConfigSpec{x.nicChange(vm, x.net)}}))
	if on {
		x.done(vm.PowerOn(x.ctx))
	}
	return vm
}

// nicChange puts the first card of the machine on a port group.
func (x *estate) nicChange(vm *object.VirtualMachine, net types.ManagedObjectReference) *types.VirtualDeviceConfigSpec {
	x.Helper()
	devices, err := vm.Device(x.ctx)
	x.ok(err)
	card := devices.SelectByType((*types.VirtualEthernetCard)(nil))[0]
	var s mo.DistributedVirtualSwitch
	x.props(x.sw.Reference(), &s, "uuid")
	card.GetVirtualDevice().Backing = &types.VirtualEthernetCardDistributedVirtualPortBackingInfo{
		Port: types.DistributedVirtualSwitchPortConnection{SwitchUuid: s.Uuid, PortgroupKey: net.Value},
	}
	return &types.VirtualDeviceConfigSpec{Operation: types.VirtualDeviceConfigSpecOperationEdit, Device: card}
}

func (x *estate) resize(vm *object.VirtualMachine, mib int64) error {
	x.Helper()
	devices, err := vm.Device(x.ctx)
	x.ok(err)
	disk := devices.SelectByType((*types.VirtualDisk)(nil))[0].(*types.VirtualDisk)
	disk.CapacityInKB, disk.CapacityInBytes = mib<<10, mib<<20
	return x.outcome(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{DeviceChange: []types.BaseVirtualDeviceConfigSpec{
		&types.VirtualDeviceConfigSpec{Operation: types.VirtualDeviceConfigSpecOperationEdit, Device: disk},
	}}))
}

func (x *estate) hostOf(vm *object.VirtualMachine) string {
	x.Helper()
	h, err := vm.HostSystem(x.ctx)
	x.ok(err)
	n, err := h.ObjectName(x.ctx)
	x.ok(err)
	return n
}

// expand grows the estate's datastore into its LUN.
func (x *estate) expand() error {
	x.Helper()
	_, err := methods.ExpandVmfsDatastore(x.ctx, x.c, &types.ExpandVmfsDatastore{
		This: x.datastoreSystem("a1").Reference(), Datastore: x.ds.Reference(), Spec: types.VmfsDatastoreExpandSpec{VmfsDatastoreSpec: types.VmfsDatastoreSpec{DiskUuid: "x"}},
	})
	return err
}
